package org.imagine4j.magics.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imagine4j.inference.Generation;
import org.imagine4j.magics.Samples;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Prompts are untrusted text: whatever they contain, they arrive on the page as text. */
class HtmlTest {

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> attacks = Arbitraries.of(
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "</figcaption></figure><h1>",
                "<!--",
                "]]>",
                "&lt;b&gt;&amp;&#60;",
                "javascript:alert(1)",
                "$\\href{javascript:alert(1)}{x}$",
                "\\(x\\) \\[y\\] $$z$$",
                "\u202Eevil\u0000\u0007\uD800",
                "🐈‍⬛ 日本語",
                "{{constructor.constructor('alert(1)')()}}",
                "`${alert(1)}`");
        return Arbitraries.oneOf(attacks, Arbitraries.strings().ofMaxLength(60))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(parts -> String.join(" ", parts));
    }

    @Property(tries = 100)
    void aPromptStaysText(@ForAll("hostile") String prompt) throws Exception {
        Generation generation = Samples.finished(prompt, 2);
        Document page = parse(new GenerationView(generation).html());

        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(page.getElementsByTagName("h1").getLength()).isZero();
        NodeList images = page.getElementsByTagName("img");
        assertThat(images.getLength()).isEqualTo(2);
        for (int i = 0; i < images.getLength(); i++) {
            Element image = (Element) images.item(i);
            assertThat(image.getAttribute("src")).startsWith("data:image/png;base64,");
            assertThat(image.getAttribute("onerror") + image.getAttribute("onmouseover"))
                    .isEmpty();
            assertThat(normalised(image.getAttribute("alt"))).isEqualTo(normalised("Picture " + i + ": " + prompt));
        }
        assertThat(normalised(page.getElementsByTagName("bdi").item(0).getTextContent()))
                .isEqualTo(normalised(prompt));
    }

    /** Notebooks typeset what stands between dollar signs or escaped brackets in one run of text. */
    @Property(tries = 200)
    void noFormulaCanStart(@ForAll("hostile") String prompt) {
        String text = Html.element("b").text(prompt).toString();

        assertThat(text.replace("<span>$</span>", "").replace("<span>\\</span>", ""))
                .doesNotContain("$", "\\");
    }

    @Test
    void aStyleSheetStaysInItsElement() {
        assertThat(Html.stylesheet("#a b>i{color:red}").toString()).isEqualTo("<style>#a b>i{color:red}</style>");
        assertThatThrownBy(() -> Html.stylesheet("</style><script>")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Document parse(String fragment) throws Exception {
        String xml = fragment.replaceAll("(<(?:img|br)\\b[^>]*)>", "$1/>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    /** Without what XML changes or HTML forbids, which is replaced by a mark. */
    private static String normalised(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cs}\\uFFFD\\uFFFE\\uFFFF\\s]", "");
    }
}
