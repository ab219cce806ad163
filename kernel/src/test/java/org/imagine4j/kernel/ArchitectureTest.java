package org.imagine4j.kernel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.imagine4j.kernel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_KERNEL_STANDS_ALONE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.imagine4j.kernel..",
                    "java..",
                    "javax.crypto..",
                    "javax.tools..",
                    "com.sun.source.tree..",
                    "com.sun.source.util..",
                    "javax.lang.model..",
                    "jdk.jshell..",
                    "com.google.gson..",
                    "org.zeromq..",
                    "org.objectweb.asm..",
                    "org.slf4j..",
                    "picocli..",
                    "org.apache.maven..",
                    "org.eclipse.aether..",
                    "org.dflib.jjava.jupyter..");

    @ArchTest
    static final ArchRule THE_WIRE_KNOWS_NO_MEANING = noClasses()
            .that()
            .resideInAPackage("..kernel.wire")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..kernel.core", "..kernel.jshell", "..kernel.notebook", "..kernel.magic..", "org.dflib..");

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NEITHER_SOCKETS_NOR_JAVA = noClasses()
            .that()
            .resideInAPackage("..kernel.core")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.zeromq..",
                    "jdk.jshell..",
                    "org.dflib..",
                    "..kernel.jshell",
                    "..kernel.notebook",
                    "..kernel.magic..");

    @ArchTest
    static final ArchRule THE_ENGINE_KNOWS_NO_NOTEBOOK = noClasses()
            .that()
            .resideInAPackage("..kernel.jshell")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.zeromq..",
                    "org.dflib..",
                    "..kernel.wire",
                    "..kernel.core",
                    "..kernel.notebook",
                    "..kernel.sources",
                    "..kernel.magic..");

    @ArchTest
    static final ArchRule MAGICS_KNOW_NO_ENGINE = noClasses()
            .that()
            .resideInAPackage("..kernel.magic..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jdk.jshell..", "org.zeromq..", "..kernel.jshell", "..kernel.notebook", "..kernel.wire");

    @ArchTest
    static final ArchRule MAVEN_AND_RENDERING_KNOW_NOTHING_ELSE = classes()
            .that()
            .resideInAnyPackage("..kernel.maven", "..kernel.render")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages(
                    "..kernel", "..kernel.core", "..kernel.jshell", "..kernel.notebook", "..kernel.magic..");

    @ArchTest
    static final ArchRule SOURCES_ARE_READ_AND_RENDERED = classes()
            .that()
            .resideInAPackage("..kernel.sources")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("..kernel.sources", "..kernel.render", "java..", "javax..", "com.sun.source..");

    @ArchTest
    static final ArchRule MAVEN_IS_ASKED_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("..kernel.maven")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.maven..", "org.eclipse.aether..");

    @ArchTest
    static final ArchRule ARCHIVES_KNOW_A_KERNEL_ONLY_FROM_OUTSIDE = noClasses()
            .that()
            .resideInAPackage("..kernel.archive")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..kernel", "..kernel.core", "..kernel.jshell", "..kernel.notebook", "..kernel.magic..");
}
