package org.espalier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The layers, the fences around third parties, and what no class may do. See docs. */
@AnalyzeClasses(packages = "org.espalier", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule arrowsPointDown =
            layeredArchitecture()
                    .consideringOnlyDependenciesInAnyPackage("org.espalier..")
                    .optionalLayer("Main")
                    .definedBy("org.espalier")
                    .optionalLayer("App")
                    .definedBy("org.espalier.app..")
                    .optionalLayer("Cli")
                    .definedBy("org.espalier.cli..")
                    .optionalLayer("Ui")
                    .definedBy("org.espalier.ui..")
                    .optionalLayer("Outcome")
                    .definedBy(
                            "org.espalier.report..", "org.espalier.project..", "org.espalier.job..")
                    .optionalLayer("Recipe")
                    .definedBy("org.espalier.recipe..")
                    .optionalLayer("Insight")
                    .definedBy(
                            "org.espalier.analyze..",
                            "org.espalier.measure..",
                            "org.espalier.engine..")
                    .optionalLayer("Compress")
                    .definedBy("org.espalier.compress..")
                    .optionalLayer("Input")
                    .definedBy("org.espalier.model..", "org.espalier.data..")
                    .optionalLayer("Tensor")
                    .definedBy("org.espalier.tensor..")
                    .optionalLayer("Base")
                    .definedBy("org.espalier.base..")
                    .whereLayer("App")
                    .mayOnlyBeAccessedByLayers("Main")
                    .whereLayer("Cli")
                    .mayOnlyBeAccessedByLayers("Main", "App")
                    .whereLayer("Ui")
                    .mayOnlyBeAccessedByLayers("Main", "App")
                    .whereLayer("Outcome")
                    .mayOnlyBeAccessedByLayers("Main", "App", "Cli", "Ui")
                    .whereLayer("Recipe")
                    .mayOnlyBeAccessedByLayers("Main", "App", "Cli", "Ui", "Outcome")
                    .whereLayer("Insight")
                    .mayOnlyBeAccessedByLayers("Main", "App", "Cli", "Ui", "Outcome", "Recipe")
                    .whereLayer("Compress")
                    .mayOnlyBeAccessedByLayers(
                            "Main", "App", "Cli", "Ui", "Outcome", "Recipe", "Insight")
                    .whereLayer("Input")
                    .mayOnlyBeAccessedByLayers(
                            "Main", "App", "Cli", "Ui", "Outcome", "Recipe", "Insight", "Compress");

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching("org.espalier.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule windowToolkitsStayInUi =
            fence(
                    "org.espalier.ui..",
                    "javafx..",
                    "org.controlsfx..",
                    "eu.hansolo..",
                    "atlantafx..",
                    "org.kordamp..");

    @ArchTest
    static final ArchRule tokenizersStayInData =
            fence("org.espalier.data..", "ai.djl.huggingface..");

    @ArchTest
    static final ArchRule pytorchStaysInItsEngine =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.espalier.engine.djl..")
                    .should()
                    .dependOnClassesThat(
                            JavaClass.Predicates.resideInAPackage("ai.djl..")
                                    .and(
                                            DescribedPredicate.not(
                                                    JavaClass.Predicates.resideInAPackage(
                                                            "ai.djl.huggingface.."))));

    @ArchTest
    static final ArchRule nd4jStaysInTensor =
            fence("org.espalier.tensor.nd4j..", "org.nd4j..", "org.bytedeco..");

    @ArchTest
    static final ArchRule onnxRuntimeStaysInItsEngine =
            fence("org.espalier.engine.ort..", "ai.onnxruntime..");

    @ArchTest
    static final ArchRule protobufStaysInFormats =
            fence("org.espalier.model.format..", "ai.onnx..", "com.google.protobuf..");

    @ArchTest
    static final ArchRule pdfboxStaysInExport =
            fence("org.espalier.report.export..", "org.apache.pdfbox..", "org.apache.fontbox..");

    @ArchTest
    static final ArchRule graphLayoutStaysInReport =
            fence("org.espalier.report.graph..", "org.eclipse.elk..", "org.eclipse.emf..");

    @ArchTest static final ArchRule picocliStaysInCli = fence("org.espalier.cli..", "picocli..");

    @ArchTest
    static final ArchRule noMutableStatics =
            fields().that().areStatic().should().beFinal().because("state is passed, not shared");

    @ArchTest
    static final ArchRule namesSayWhatThingsAre =
            noClasses()
                    .should()
                    .haveSimpleNameEndingWith("Manager")
                    .orShould()
                    .haveSimpleNameEndingWith("Helper")
                    .orShould()
                    .haveSimpleNameEndingWith("Utils")
                    .orShould()
                    .haveSimpleNameEndingWith("Util")
                    .orShould()
                    .haveSimpleNameEndingWith("Impl");

    @ArchTest
    static final ArchRule nothingIsReadByNativeDeserialization =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.io.ObjectInputStream")
                    .because("a model file is untrusted input");

    private static ArchRule fence(String home, String... thirdParties) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(thirdParties);
    }
}
