package org.imagine4j.install.doctor;

import java.util.List;

/** A JDK: the launcher has seen to the version, and the kernel needs JShell, which a JRE lacks. */
final class JavaCheck implements Check {

    @Override
    public String subject() {
        return "Java";
    }

    @Override
    public List<Finding> findings() {
        String java =
                Runtime.version() + " (" + System.getProperty("java.vendor") + "), " + System.getProperty("java.home");
        return List.of(
                ModuleLayer.boot().findModule("jdk.jshell").isPresent()
                        ? Finding.good(subject(), java)
                        : Finding.bad(
                                subject(),
                                java + " is a runtime without JShell",
                                "Install a JDK 17 or newer (Debian: apt install openjdk-17-jdk-headless) and point JAVA_HOME to it."));
    }
}
