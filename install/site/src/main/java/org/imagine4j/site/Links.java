package org.imagine4j.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.UnaryOperator;

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
        String relative = project.relativize(meant).toString().replace('\\', '/');
        if (Files.isDirectory(meant) && !addresses.containsKey(relative)) {
            relative += "/README.md";
        }
        String address = addresses.get(relative);
        return address != null ? address : copied(relative);
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
