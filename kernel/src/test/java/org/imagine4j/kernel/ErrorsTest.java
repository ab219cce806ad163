package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorsTest {
    private TestNotebook notebook;

    @BeforeAll
    void open() throws Exception {
        notebook = TestNotebook.open();
    }

    @AfterAll
    void close() {
        notebook.close();
    }

    @Test
    void exceptionsShowWhereTheyHappenedCellByCell() {
        int first = notebook.cell("int half(int i) {\n    return 10 / i;\n}")
                .reply()
                .get("execution_count")
                .getAsInt();
        CellOutput output = notebook.cell("int zero = 0;\nhalf(zero)");
        output.fails("ArithmeticException", "/ by zero")
                .reports(
                        "ArithmeticException: / by zero",
                        "  In [" + first + "], line 2, in half",
                        "──▶   2 │     return 10 / i;",
                        "  In [" + (first + 1) + "], line 2",
                        "──▶   2 │ half(zero)");
        assertThat(output.traceback()).noneMatch(line -> line.contains("jdk.internal") || line.contains("REPL"));
    }

    @Test
    void causesAndTheUsersOwnExceptionsAreKept() {
        notebook.cell("class Trouble extends Exception { Trouble(Throwable cause) { super(\"big\", cause); } }");
        notebook.cell("try { List.of().get(3); } catch (RuntimeException e) { throw new Trouble(e); }")
                .fails("Trouble", "big")
                .reports(
                        "Trouble: big",
                        "Caused by: ArrayIndexOutOfBoundsException: Index 3 out of bounds for length 0");
    }

    @Test
    void whatACauseHasInCommonWithItsExceptionIsToldOnce() {
        CellOutput output = notebook.cell("throw new RuntimeException(\"outer\", new java.io.IOException(\"inner\"));");
        assertThat(output.traceback())
                .containsSubsequence("RuntimeException: outer", "Caused by: IOException: inner")
                .filteredOn(line -> line.startsWith("──▶"))
                .hasSize(1);
    }

    @Test
    void lambdasAreCalledSo() {
        int number = notebook.cell("List.of(0).forEach(i -> System.out.println(1 / i))")
                .fails("ArithmeticException", "/ by zero")
                .reply()
                .get("execution_count")
                .getAsInt();
        notebook.cell("void each() { List.of(0).forEach(i -> System.out.println(1 / i)); }\neach()")
                .reports(
                        "  In [" + (number + 1) + "], line 1, in a lambda of each",
                        "  In [" + (number + 1) + "], line 1, in each");
        notebook.cell("List.of(0).forEach(i -> System.out.println(1 / i))")
                .reports("  In [" + (number + 2) + "], line 1, in a lambda");
    }

    @Test
    void wrapperNamesAreCutFromMessages() {
        notebook.cell("String nothing = null; nothing.length()")
                .fails("NullPointerException", "Cannot invoke \"String.length()\" because \"nothing\" is null");
    }

    @Test
    void compileErrorsPointAtTheCode() {
        int number = notebook.cell("int good = 1;\n\nint bad = good + missing;")
                .fails("CompileError", "cannot find symbol")
                .reply()
                .get("execution_count")
                .getAsInt();
        notebook.cell("int good2 = 1;\n\nint bad = good + missing;")
                .reports(
                        "cannot find symbol",
                        "  symbol:   variable missing",
                        "  In [" + (number + 1) + "], line 3",
                        "      3 │ int bad = good + missing;",
                        "        │                  ^^^^^^^");
        notebook.cell("good").shows("1");
    }

    @Test
    void syntaxErrorsAndUnfinishedCodeAreReported() {
        notebook.cell("int x = ;").fails("CompileError", "illegal start of expression");
        assertThat(notebook.cell("void f() {").status()).isEqualTo("error");
        notebook.cell("1 + 1").shows("2");
    }

    @Test
    void codeThatCannotRunYetSaysWhatItNeeds() {
        notebook.cell("int later() { return helper() + 1; }")
                .printsError("later cannot be used until these are declared: method helper()\n");
        notebook.cell("later()")
                .fails("IllegalStateException", "later cannot be used until these are declared: method helper()");
        notebook.cell("int helper() { return 41; }");
        notebook.cell("later()").shows("42");
    }

    @Test
    void aValueThatCannotBeShownIsAnErrorOfTheCell() {
        notebook.cell("class Shy { public String toString() { throw new IllegalStateException(\"no picture\"); } }");
        notebook.cell("new Shy()").fails("IllegalStateException", "no picture");
    }

    @Test
    void theSessionSurvivesStackOverflowAndBrokenInitialisers() {
        CellOutput overflow = notebook.cell("int deep(int i) { return deep(i + 1) + 1; }\ndeep(0)");
        overflow.fails("StackOverflowError", "");
        assertThat(overflow.traceback())
                .as("a readable part of a thousand calls")
                .hasSizeLessThan(30)
                .last()
                .asString()
                .endsWith("more calls");
        notebook.cell("class Broken { static int value = 1 / 0; }");
        assertThat(notebook.cell("Broken.value").status()).isEqualTo("error");
        notebook.cell("1 + 1").shows("2");
    }
}
