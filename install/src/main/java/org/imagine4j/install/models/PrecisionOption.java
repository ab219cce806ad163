package org.imagine4j.install.models;

import java.util.Optional;
import org.imagine4j.models.Precision;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that chooses in which numbers a model is prepared. */
public final class PrecisionOption {

    @Option(
            names = "--precision",
            paramLabel = "P",
            converter = Converter.class,
            description =
                    "In which numbers: fp32, int8 or fp16 (for graphics processors); otherwise what suits its size.")
    private Precision precision;

    /** What was typed, if anything was. */
    public Optional<Precision> chosen() {
        return Optional.ofNullable(precision);
    }

    /** Reads what was typed. */
    static final class Converter implements ITypeConverter<Precision> {

        @Override
        public Precision convert(String word) {
            return Precision.of(word)
                    .orElseThrow(() -> new TypeConversionException(
                            word + " is not one of " + String.join(", ", Precision.words())));
        }
    }
}
