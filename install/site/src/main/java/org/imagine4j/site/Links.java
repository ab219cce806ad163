package org.imagine4j.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where links lead that stand in the project's files: to pages where there is one; other files come along.
 *
 * @param project the project's root
 * @param addresses sources, below the root, to the addresses of their pages
 * @param site where files that come along go
 */
record Links(Path project, Map<String, String> addresses, Path site) {

    /** For links on a page. */
    UnaryOperator<String> from(Page page) {
        return target -> {
            if (target.matches("[a-z]+:.*") || target.startsWith("#")) {
                return target;
            }
            int hash = target.indexOf('#');
            String file = hash < 0 ? target : target.substring(0, hash);
            String anchor = hash < 0 ? "" : target.substring(hash);
            Path folder = page.source()
                    .map(source -> project.resolve(source).getParent())
                    .orElse(project);
            Path meant = folder.resolve(file).normalize();
            return page.linkTo(address(page, meant)) + anchor;
        };
    }

    private String address(Page page, Path meant) {
        if (!meant.startsWith(project) || !Files.exists(meant)) {
            throw new IllegalArgumentException(
                    page.source().orElse(page.address()) + " has a link to " + meant + ", which is not there.");
        }
        String relative = relative(meant);
        if (addresses.containsKey(relative)) {
            return addresses.get(relative);
        }
        if (!Files.isDirectory(meant)) {
            return copied(relative);
        }
        Path readme = meant.resolve("README.md");
        return Files.exists(readme) ? address(page, readme) : listed(meant);
    }

    private String relative(Path file) {
        return project.relativize(file).toString().replace('\\', '/');
    }

    /** A folder that says nothing of itself is shown by the names in it. */
    private String listed(Path directory) {
        String address = "files/" + relative(directory) + "/index.txt";
        try (Stream<Path> files = Files.list(directory)) {
            String names = files.map(this::relative).sorted().collect(Collectors.joining("\n", "", "\n"));
            Path list = site.resolve(address);
            Files.createDirectories(list.getParent());
            Files.writeString(list, names);
            return address;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sources are shown as plain text, whatever their name makes of them elsewhere. */
    private String copied(String relative) {
        boolean picture = relative.matches(".*\\.(png|svg|jpg|gif)");
        String address = "files/" + relative + (picture ? "" : ".txt");
        try {
            Path copy = site.resolve(address);
            Files.createDirectories(copy.getParent());
            Files.copy(project.resolve(relative), copy, StandardCopyOption.REPLACE_EXISTING);
            return address;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
