package org.imagine4j.magics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.imagine4j.inference.text.PromptTokenizer;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.store.ImportedModel;

/** The tokenizers of models that somebody looked into; no network is opened for them. */
final class Tokenizers {

    private final Map<ModelId, PromptTokenizer> tokenizers = new ConcurrentHashMap<>();

    /** @param negative what the unconditional lane reads instead of nothing; may be blank */
    PromptTokens read(ImportedModel model, String prompt, String negative) {
        PromptTokenizer tokenizer = of(model);
        return new PromptTokens(
                model.id(),
                tokenizer.maxLength(),
                tokenizer.trace(prompt),
                negative.isBlank() ? tokenizer.traceNothing() : tokenizer.trace(negative),
                Optional.empty(),
                Set.of());
    }

    PromptTokenizer of(ImportedModel model) {
        return tokenizers.computeIfAbsent(model.id(), id -> open(model));
    }

    void forget(String model) {
        tokenizers.keySet().removeIf(id -> id.name().equals(model));
    }

    void forgetAll() {
        tokenizers.clear();
    }

    private static PromptTokenizer open(ImportedModel model) {
        try {
            return PromptTokenizer.read(model);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the vocabulary of " + model.id(), e);
        }
    }
}
