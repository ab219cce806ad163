package org.imagine4j.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.unbescape.html.HtmlEscape;

/** What all pages have around their content: the menu. */
final class Layout {
    private final String version;
    private final List<Page> pages;

    Layout(String version, List<Page> pages) {
        this.version = version;
        this.pages = pages;
    }

    String html(Page page, String content) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s · Imagine</title>
                <link rel="stylesheet" href="%s">
                </head>
                <body>
                <input type="checkbox" id="menu"><label for="menu">Menu</label>
                <nav><p><a class="brand" href="%s">Imagine</a> <small>%s</small></p>
                %s</nav>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(
                        escape(page.title()),
                        page.linkTo("style.css"),
                        page.linkTo("index.html"),
                        escape(version),
                        menu(page),
                        content);
    }

    private String menu(Page here) {
        Map<String, List<Page>> sections =
                pages.stream().collect(Collectors.groupingBy(Page::section, LinkedHashMap::new, Collectors.toList()));
        return sections.entrySet().stream()
                .map(section -> "<h2>" + section.getKey() + "</h2>\n<ul>\n"
                        + section.getValue().stream()
                                .map(page -> entry(here, page))
                                .collect(Collectors.joining())
                        + "</ul>\n")
                .collect(Collectors.joining());
    }

    private static String entry(Page here, Page page) {
        String mark = page.address().equals(here.address()) ? " aria-current=\"page\"" : "";
        return "<li><a href=\"" + here.linkTo(page.address()) + "\"" + mark + ">" + escape(page.title())
                + "</a></li>\n";
    }

    private static String escape(String text) {
        return HtmlEscape.escapeHtml4Xml(text);
    }
}
