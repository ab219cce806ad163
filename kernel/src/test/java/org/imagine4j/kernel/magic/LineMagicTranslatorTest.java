package org.imagine4j.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineMagicTranslatorTest {
    private final LineMagicTranslator translator = new LineMagicTranslator(
            Set.of("draw", "time")::contains,
            name -> name.equals("draw") ? Optional.of("java.util.List<java.lang.String>") : Optional.empty(),
            (name, line) -> MagicArguments.split(line));

    @Test
    void aMagicStandsAlone() {
        assertThat(java("%draw a cat"))
                .isEqualTo("org.imagine4j.kernel.Notebook.runMagic(\"draw\", java.util.List.of(\"a\", \"cat\"));");
        assertThat(java("%lsmagic"))
                .isEqualTo("org.imagine4j.kernel.Notebook.runMagic(\"lsmagic\", java.util.List.of());");
    }

    @Test
    void aMagicGivesAValueOfItsDeclaredType() {
        assertThat(java("var g = %draw a cat;"))
                .isEqualTo("var g = (java.util.List<java.lang.String>) "
                        + "org.imagine4j.kernel.Notebook.lineMagic(\"draw\", java.util.List.of(\"a\", \"cat\"));");
        assertThat(java("var t = %time")).contains("var t = org.imagine4j.kernel.Notebook.lineMagic(");
    }

    @Test
    void linesStayWhereTheyAre() {
        String cell = "int a = 1;\n%draw x\nint b = 2;\nvar c = %draw y\r\nint d;";
        LineMagicTranslator.Translation translation = translator.translate(cell);
        assertThat(translation.java().lines()).hasSize(5);
        assertThat(translation.lines()).containsExactly(2, 4);
        assertThat(translation.java().lines().toList().get(4)).isEqualTo("int d;");
    }

    @Test
    void magicsMayStandInBlocks() {
        assertThat(java("for (int i = 0; i < 3; i++) {\n    %draw a\n}"))
                .contains("    org.imagine4j.kernel.Notebook.runMagic");
        assertThat(java("if (x) {\n} else\n    %draw a")).contains("else\n    org.imagine4j");
        assertThat(java("List<String> f() { return %draw a\n}"))
                .contains("return (java.util.List<java.lang.String>) org");
        assertThat(java("foo(); %draw a")).contains("foo(); org.imagine4j");
        assertThat(java("// a comment\n%draw a")).contains("\norg.imagine4j");
        assertThat(java("/* a\n comment */ %draw a")).contains("*/ org.imagine4j");
    }

    @Test
    void aKnownMagicMayFollowAStatementWithoutSemicolon() {
        assertThat(java("var x = 1 // one\n%draw a")).startsWith("var x = 1; // one\norg.imagine4j");
        assertThat(java("f()\n%time")).startsWith("f();\norg.imagine4j");
        assertThat(java("f()\n%unknown")).isEqualTo("f()\n%unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int r = a %draw;",
                "int r = a\n    %draw;",
                "int r = a % b;",
                "int r = a %b;",
                "r %= draw;",
                "f(a\n%draw)",
                "String s = \"50 %d\".formatted(7);",
                "String s = \"\\\"\\n%draw a\";",
                "char c = '%'; int d = c %time;",
                "String s = \"\"\"\n  %draw a\n  \"\"\";",
                "// var x = %draw a",
                "/*\n%draw a\n*/",
                "String.format(\"%s\", \"%draw\")",
                "int x = (3 + 4)\n  %time",
                "100%"
            })
    void javaIsLeftAlone(String cell) {
        assertThat(java(cell)).isEqualTo(cell);
        assertThat(translator.translate(cell).lines()).isEmpty();
    }

    @Test
    void masksMagicsWithoutMovingAnything() {
        assertThat(translator.mask("%draw a cat\nint x = 1\n%draw b\nvar y = %draw c"))
                .isEqualTo(";          \nint x = 1\n;      \nvar y = 0;     ");
        assertThat(translator.mask("int x = a %draw;")).isEqualTo("int x = a %draw;");
    }

    @Test
    void argumentsAreEscaped() {
        assertThat(java("%draw \"say \\\"hi\\\"\" C:\\temp"))
                .contains("java.util.List.of(\"say \\\"hi\\\"\", \"C:\\\\temp\")");
        assertThat(java("%draw \\u0041")).contains("List.of(\"\\\\u0041\")");
    }

    private String java(String cell) {
        return translator.translate(cell).java();
    }
}
