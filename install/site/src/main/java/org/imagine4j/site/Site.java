package org.imagine4j.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The documentation's pages: which files of the project become pages, and where they stand in the menu.
 *
 * @param version the project's
 * @param project its root
 * @param executed the folder below which the build's tests left executed notebooks
 * @param folder where the pages go
 */
record Site(String version, Path project, Path executed, Path folder) {
    private static final String STYLE = "style.css";

    /** Writes all pages. */
    void write() throws IOException {
        List<Page> pages = pages();
        Map<String, String> addresses = new LinkedHashMap<>();
        pages.forEach(page -> page.source().ifPresent(source -> addresses.put(source, page.address())));
        addresses.put("notebooks", "notebooks/01-first-images.html");
        addresses.put("install/howto", "howto/install.html");
        Links links = new Links(project, addresses, folder);
        Layout layout = new Layout(version, pages);
        for (Page page : pages) {
            if (page.content().isEmpty()) {
                continue;
            }
            Path file = folder.resolve(page.address());
            Files.createDirectories(file.getParent());
            Files.writeString(file, layout.html(page, page.content().get().html(links.from(page))));
        }
        try (InputStream style = Objects.requireNonNull(Site.class.getResourceAsStream(STYLE), STYLE)) {
            Files.copy(style, folder.resolve(STYLE), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<Page> pages() throws IOException {
        List<Page> pages = new ArrayList<>();
        pages.add(document("Start", "README.md", "index.html", "Overview"));
        for (Path howTo : howTos()) {
            String name = howTo.getFileName().toString();
            pages.add(document("How to", "install/howto/" + name, "howto/" + htmlName(name), title(howTo)));
        }
        Page.Content magics = links -> new Markdown(links).html(MagicsReference.markdown(version));
        pages.add(Page.of("Reference", "Magics", "reference/magics.html", "kernel/MAGICS.md", magics));
        pages.add(document("Reference", "install/README.md", "reference/imagine.html", "The command imagine"));
        pages.add(new Page("Reference", "Java API", "api/index.html", Optional.empty(), Optional.empty()));
        for (Path notebook : notebooks()) {
            String name = notebook.getFileName().toString();
            Notebook read = Notebook.read(executed(name).orElse(notebook));
            pages.add(Page.of(
                    "Notebooks",
                    read.title(),
                    "notebooks/" + htmlName(name),
                    "notebooks/" + name,
                    links -> read.html(new Markdown(links))));
        }
        pages.add(document("Inside", "CONTRIBUTING.md", "inside/contributing.html", "Contributing"));
        pages.add(document("Inside", "kernel/README.md", "inside/kernel.html", "The kernel"));
        pages.add(document("Inside", "magics/README.md", "inside/magics.html", "The magics"));
        pages.add(document("Inside", "inference/README.md", "inside/inference.html", "The pipeline"));
        pages.add(document("Inside", "models/README.md", "inside/models.html", "Models"));
        pages.add(document("Inside", "CHANGELOG.md", "inside/changelog.html", "Changes"));
        return pages;
    }

    private Page document(String section, String source, String address, String title) {
        Page.Content content = links -> new Markdown(links).html(Files.readString(project.resolve(source)));
        return Page.of(section, title, address, source, content);
    }

    private List<Path> howTos() throws IOException {
        Path how = project.resolve("install/howto");
        try (Stream<Path> files = Files.list(how)) {
            // Installing comes first.
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted((a, b) -> rank(a).compareTo(rank(b)))
                    .toList();
        }
    }

    private static String rank(Path howTo) {
        String name = howTo.getFileName().toString();
        return (name.equals("install.md") ? "0" : "1") + name;
    }

    private List<Path> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(project.resolve("notebooks"))) {
            return files.filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList();
        }
    }

    /** A notebook as the tests executed it, if they have. */
    private Optional<Path> executed(String name) throws IOException {
        if (!Files.isDirectory(executed)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(executed)) {
            return found.map(folderOfTest -> folderOfTest.resolve(name))
                    .filter(Files::isRegularFile)
                    .findFirst();
        }
    }

    private static String title(Path markdown) throws IOException {
        try (Stream<String> lines = Files.lines(markdown)) {
            return lines.filter(line -> line.startsWith("# "))
                    .findFirst()
                    .map(line -> line.substring(2))
                    .orElse(markdown.getFileName().toString());
        }
    }

    private static String htmlName(String name) {
        return name.replaceFirst("\\.\\w+$", ".html");
    }
}
