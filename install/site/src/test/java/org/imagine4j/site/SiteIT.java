package org.imagine4j.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** The pages that the build has made. */
class SiteIT {
    private static final Path SITE = Path.of("target", "site").toAbsolutePath();

    /** What a browser fetches to show a page, as opposed to links that a reader follows. */
    private static final String FETCHED = "img[src], script[src], link[href], iframe[src], source[src], video[src]";

    /** Its table of contents has abbreviated anchors that javadoc 17 itself does not write. */
    private static final Path JAVADOC_DEFECT = SITE.resolve("api/constant-values.html");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        Map<Path, Set<String>> anchors = new HashMap<>();
        for (Path page : pages()) {
            if (page.equals(JAVADOC_DEFECT)) {
                continue;
            }
            Document document = Jsoup.parse(page);
            for (Element element : document.select("[href], [src]")) {
                String target = element.hasAttr("href") ? element.attr("href") : element.attr("src");
                if (!target.matches("(?i)(https?|data|mailto|javascript):.*")
                        && !leadsSomewhere(page, target, anchors)) {
                    broken.add(SITE.relativize(page) + " -> " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void nothingIsFetchedFromTheNetwork() throws IOException {
        List<String> fetched = new ArrayList<>();
        for (Path page : pages()) {
            for (Element element : Jsoup.parse(page).select(FETCHED)) {
                String target = element.hasAttr("src") ? element.attr("src") : element.attr("href");
                if (target.matches("(?i)(https?:)?//.*")) {
                    fetched.add(SITE.relativize(page) + " fetches " + target);
                }
            }
        }
        assertThat(fetched).isEmpty();
    }

    @Test
    void everyMagicIsExplained() throws IOException {
        Document reference = Jsoup.parse(SITE.resolve("reference/magics.html"));

        assertThat(reference.select("h2 code").eachText())
                .anyMatch(heading -> heading.startsWith("%imagine [OPTIONS]"))
                .anyMatch(heading -> heading.startsWith("%%captions"))
                .anyMatch(heading -> heading.startsWith("%timeit"))
                .hasSizeGreaterThan(35);
        assertThat(reference.select("td code").eachText()).anyMatch(option -> option.contains("--seed"));
    }

    @Test
    void notebooksHaveTheOutputsThatTheTestsHaveMade() throws IOException {
        Path executed = Path.of("..", "target", "it", "quickstart", "01-first-images.ipynb");
        Document page = Jsoup.parse(SITE.resolve("notebooks/01-first-images.html"));

        assertThat(page.select(".cell")).hasSizeGreaterThan(8);
        if (Files.exists(executed)) {
            assertThat(page.select(".output img")).hasSizeGreaterThan(9);
        }
        assertThat(page.select(".note").isEmpty())
                .isEqualTo(!page.select(".output").isEmpty());
    }

    @Test
    void theApiHasItsEntryPoints() {
        assertThat(SITE.resolve("api/org/imagine4j/magics/Imagine.html")).exists();
        assertThat(SITE.resolve("api/org/imagine4j/inference/Generation.html")).exists();
        assertThat(SITE.resolve("api/org/imagine4j/models/store/ModelStore.html"))
                .exists();
    }

    private static boolean leadsSomewhere(Path page, String target, Map<Path, Set<String>> anchors) throws IOException {
        URI link = URI.create(target.replace(" ", "%20")
                .replace("|", "%7C")
                .replace("<", "%3C")
                .replace(">", "%3E"));
        Path file = link.getPath() == null || link.getPath().isEmpty()
                ? page
                : page.getParent().resolve(link.getPath()).normalize();
        if (Files.isDirectory(file)) {
            file = file.resolve("index.html");
        }
        if (!file.startsWith(SITE) || !Files.isRegularFile(file)) {
            return false;
        }
        String fragment = link.getRawFragment();
        if (fragment == null || fragment.isEmpty() || !file.toString().endsWith(".html")) {
            return true;
        }
        if (!anchors.containsKey(file)) {
            Document document = Jsoup.parse(file);
            Set<String> names = new HashSet<>(document.select("[id]").eachAttr("id"));
            names.addAll(document.select("a[name]").eachAttr("name"));
            anchors.put(file, names);
        }
        return anchors.get(file).contains(URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(SITE)) {
            List<Path> pages =
                    files.filter(file -> file.toString().endsWith(".html")).toList();
            assertThat(pages).hasSizeGreaterThan(50);
            return pages;
        }
    }
}
