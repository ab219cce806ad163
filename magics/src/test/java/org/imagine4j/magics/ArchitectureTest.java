package org.imagine4j.magics;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

@AnalyzeClasses(packages = "org.imagine4j.magics", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String CONTRACT = "org\\.dflib\\.jjava\\.jupyter\\."
            + "(Extension|channels\\.ShellReplyEnvironment|kernel\\.(BaseKernel|JupyterIO|DisplayStream|magic\\.(LineMagic|CellMagic|MagicsRegistry)"
            + "|display\\.(Renderer(\\$.*)?|RenderFunction|RenderContext|DisplayData|mime\\.MIMEType)))";

    @ArchTest
    static final ArchRule onlyItsAdapterKnowsJJava = noClasses()
            .that()
            .resideOutsideOfPackage("org.imagine4j.magics.jjava")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dflib..", "jdk.jshell..");

    @ArchTest
    static final ArchRule onlyItsAdapterKnowsIJava = noClasses()
            .that()
            .resideOutsideOfPackage("org.imagine4j.magics.ijava")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.spencerpark..");

    @ArchTest
    static final ArchRule theAdapterKeepsToTheStablePartOfTheContract = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("org.dflib..").and(not(nameMatching(CONTRACT))));

    @ArchTest
    static final ArchRule displayIdsAreSetTheWayThatAllReleasesUnderstand =
            noClasses().should().callMethod(DisplayData.class, "setDisplayId", String.class);

    @ArchTest
    static final ArchRule nothingElseIsNeeded = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax.imageio..",
                    "picocli..",
                    "tech.tablesaw..",
                    "org.knowm.xchart..",
                    "org.imagine4j.magics..",
                    "org.imagine4j.inference",
                    "org.imagine4j.inference.inspection",
                    "org.imagine4j.inference.ranking",
                    "org.imagine4j.inference.runtime",
                    "org.imagine4j.inference.text",
                    "org.imagine4j.models",
                    "org.imagine4j.models.dallebart",
                    "org.imagine4j.models.store",
                    "org.imagine4j.models.vqgan",
                    "org.dflib..",
                    "jdk.jshell",
                    "io.github.spencerpark.."));

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("org.imagine4j.magics.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theJavaApiStandsOnItsOwn = noClasses()
            .that()
            .resideInAPackage("org.imagine4j.magics")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "org.imagine4j.magics.sweep..",
                    "org.imagine4j.magics.option..",
                    "org.imagine4j.magics.magic..",
                    "org.imagine4j.magics.live..",
                    "org.imagine4j.magics.render..",
                    "org.imagine4j.magics.notebook..",
                    "org.imagine4j.magics.jjava..",
                    "org.imagine4j.magics.ijava.."));

    @ArchTest
    static final ArchRule sweepsStandOnTheJavaApiAlone = noClasses()
            .that()
            .resideInAPackage("org.imagine4j.magics.sweep")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "org.imagine4j.magics.option..",
                    "org.imagine4j.magics.magic..",
                    "org.imagine4j.magics.live..",
                    "org.imagine4j.magics.render..",
                    "org.imagine4j.magics.notebook..",
                    "org.imagine4j.magics.jjava..",
                    "org.imagine4j.magics.ijava.."));
}
