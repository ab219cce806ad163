package org.imagine4j.kernel.jshell;

/** Finds the expression in front of a dot, by its text alone. */
final class Receiver {

    private Receiver() {}

    /**
     * The expression that ends right before {@code dot}: names, calls, brackets and literals joined by dots.
     *
     * @return empty if there is none that could be told
     */
    static String before(String java, int dot) {
        int start = dot;
        boolean operand = true; // what must come next, going backwards
        while (start > 0) {
            char c = java.charAt(start - 1);
            if (operand && (c == ')' || c == ']' || c == '>')) {
                start = open(java, start - 1);
                if (start < 0) {
                    return "";
                }
                operand = start > 0 && isOperandEnd(java.charAt(start - 1));
            } else if (operand && (c == '"' || c == '\'')) {
                int quote = java.lastIndexOf(c, start - 2);
                while (quote > 0 && java.charAt(quote - 1) == '\\') {
                    quote = java.lastIndexOf(c, quote - 1);
                }
                return quote < 0 ? "" : java.substring(quote, dot);
            } else if (operand && Character.isJavaIdentifierPart(c)) {
                while (start > 0 && Character.isJavaIdentifierPart(java.charAt(start - 1))) {
                    start--;
                }
                operand = false;
            } else if (!operand && c == '.') {
                start--;
                operand = true;
            } else {
                break;
            }
        }
        String before = java.substring(0, start).stripTrailing();
        boolean created =
                before.endsWith("new") && (before.length() == 3 || !isName(before.charAt(before.length() - 4)));
        return created ? "new " + java.substring(start, dot) : java.substring(start, dot);
    }

    private static boolean isOperandEnd(char c) {
        return Character.isJavaIdentifierPart(c) || c == ')' || c == ']' || c == '>';
    }

    private static boolean isName(char c) {
        return Character.isJavaIdentifierPart(c);
    }

    /** The index of the bracket that the one at {@code close} closes; -1 if there is none. */
    private static int open(String java, int close) {
        char end = java.charAt(close);
        char begin = end == ')' ? '(' : end == ']' ? '[' : '<';
        int depth = 0;
        for (int i = close; i >= 0; i--) {
            depth += java.charAt(i) == end ? 1 : java.charAt(i) == begin ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
