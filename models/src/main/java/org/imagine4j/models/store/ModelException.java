package org.imagine4j.models.store;

import java.util.List;
import java.util.stream.Collectors;
import org.imagine4j.models.ByteSize;
import org.imagine4j.models.ModelKind;
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
            String name, Precision precision, List<StoredModel> here, boolean canBePulled) {
        String precisions = here.stream().map(model -> model.precision().word()).collect(Collectors.joining(" and "));
        String remedy = canBePulled
                ? "Type imagine models pull " + name + " --precision " + precision + " in a terminal or %models pull "
                        + name + " --precision " + precision + " in a notebook."
                : "Import its checkpoint once more: imagine models import FOLDER --name " + name + " --precision "
                        + precision + ".";
        return new ModelException(name + " is here in " + precisions + ", not in " + precision + ".\n" + remedy);
    }

    /** A model of another kind than was asked for: says what it does, and which models do the other. */
    static ModelException ofOtherKind(String name, ModelKind kind, ModelKind wanted, List<String> names) {
        String others = names.isEmpty()
                ? "No model here " + wanted.task() + " yet; %models lists those that can be pulled."
                : wanted.option() + " takes one of: " + String.join(", ", names) + ".";
        return new ModelException(name + " " + kind.task() + "; it is chosen with " + kind.option() + ", not with "
                + wanted.option() + ".\n" + others);
    }

    /** Nothing here ranks: says what could be pulled. */
    static ModelException noScorer(List<ModelInfo> available) {
        ModelInfo first = available.get(0);
        String name = first.card().name();
        return new ModelException("No model on this machine ranks pictures.\nType imagine models pull " + name
                + " in a terminal or %models pull " + name + " in a notebook; that downloads about "
                + ByteSize.text(first.downloadBytes()) + ".");
    }

    /** Several models rank, and none is the usual one. */
    static ModelException severalScorers(List<String> names) {
        return new ModelException("Several models on this machine rank pictures: " + String.join(", ", names)
                + ".\nSay which: --rank " + names.get(0) + ".");
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
