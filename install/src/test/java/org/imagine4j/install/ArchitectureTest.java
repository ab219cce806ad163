package org.imagine4j.install;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point one way: install → kernel, magics → inference → models. This module sees all the others. */
@AnalyzeClasses(packages = "org.imagine4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule dependenciesPointOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("install")
            .definedBy("org.imagine4j.install..")
            .layer("kernel")
            .definedBy("org.imagine4j.kernel..")
            .layer("magics")
            .definedBy("org.imagine4j.magics..")
            .layer("inference")
            .definedBy("org.imagine4j.inference..")
            .layer("models")
            .definedBy("org.imagine4j.models..")
            .whereLayer("install")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("kernel")
            .mayOnlyBeAccessedByLayers("install")
            .whereLayer("magics")
            .mayOnlyBeAccessedByLayers("install")
            .whereLayer("inference")
            .mayOnlyBeAccessedByLayers("magics", "install")
            .whereLayer("models")
            .mayOnlyBeAccessedByLayers("inference", "magics", "install");

    @ArchTest
    static final ArchRule packagesOfThisModuleDependInNoCircle =
            slices().matching("org.imagine4j.install.(*)..").should().beFreeOfCycles();
}
