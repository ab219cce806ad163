package org.imagine4j.models.store;

import java.util.List;
import java.util.stream.Collectors;
import org.imagine4j.models.ByteSize;
import org.imagine4j.models.Precision;
import org.imagine4j.models.catalogue.KnownModel;

/** A model cannot be had. The message is for the user: what went wrong and, on a second line, what to do next. */
public final class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A model that could be pulled: says how. */
    static ModelException notHere(KnownModel model) {
        return new ModelException(model.name() + " is not on this machine yet; getting it downloads about "
                + ByteSize.text(model.downloadBytes()) + ".\nType imagine models pull " + model.name()
                + " in a terminal or %models pull " + model.name() + " in a notebook.");
    }

    /** A model that is here in other precisions only: says in which, and how to get the missing one. */
    static ModelException notInPrecision(
            String name, Precision precision, List<ImportedModel> here, boolean canBePulled) {
        String precisions = here.stream().map(model -> model.precision().word()).collect(Collectors.joining(" and "));
        String remedy = canBePulled
                ? "Type imagine models pull " + name + " --precision " + precision + " in a terminal or %models pull "
                        + name + " --precision " + precision + " in a notebook."
                : "Import its checkpoint once more: imagine models import FOLDER --name " + name + " --precision "
                        + precision + ".";
        return new ModelException(name + " is here in " + precisions + ", not in " + precision + ".\n" + remedy);
    }

    /** A name nothing has: says which there are. */
    static ModelException unknown(String name, List<String> names) {
        String nearest = Nearest.to(name, names)
                .map(near -> "Did you mean " + near + "? ")
                .orElse("");
        return new ModelException(
                "There is no model called " + name + ".\n" + nearest + "There are: " + String.join(", ", names) + ".");
    }
}
