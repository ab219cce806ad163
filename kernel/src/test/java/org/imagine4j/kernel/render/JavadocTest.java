package org.imagine4j.kernel.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavadocTest {
    private static final String COMMENT = """
            Returns a {@code List<String>} of {@link java.util.Map#get(Object, int) the map}, see {@link #size}.
            <p>Second &amp; last. <ul><li>one<li>two</ul><script>alert(1)</script>
            @param name the name,
                   which may be long
            @return a list
            @throws IllegalArgumentException if {@code name} is empty
            @since 9""";

    @Test
    void readsAsText() {
        assertThat(Javadoc.parse(COMMENT).text().lines())
                .contains("Returns a List<String> of the map, see size.", "Second & last.", "\u2022 one", "\u2022 two")
                .contains("  @param name the name, which may be long", "  @return a list", "  @since 9")
                .contains("  @throws IllegalArgumentException if name is empty");
    }

    @Test
    void pointsOfAListStandCloseTogether() {
        assertThat(Javadoc.parse("Either:\n<ul>\n<li>one</li>\n\n<li>two</li>\n</ul>")
                        .text())
                .isEqualTo("Either:\n\u2022 one\n\u2022 two");
    }

    @Test
    void readsAsHtmlWithoutScripts() {
        String html = Javadoc.parse(COMMENT + "\n@see <a href=\"javascript:x()\" onclick=\"y()\">z</a>")
                .html();
        assertThat(html)
                .contains("<code>List&lt;String&gt;</code>", "<code>the map</code>", "<li>one")
                .contains("<dt>Parameter <code>name</code></dt><dd>the name, which may be long</dd>")
                .contains("<dt>Returns</dt><dd>a list</dd>")
                .doesNotContain("script>", "javascript:", "onclick");
    }

    @Test
    void isFoundBeforeADeclaration() {
        assertThat(Javadoc.before("/** Says hello.\n * @param n name\n */ void f(int n) {}"))
                .hasValueSatisfying(comment -> assertThat(comment.text()).isEqualTo("Says hello.\n  @param n name"));
        assertThat(Javadoc.before("/* not one */ void f() {}")).isEmpty();
        assertThat(Javadoc.before("void f() {}")).isEmpty();
    }
}
