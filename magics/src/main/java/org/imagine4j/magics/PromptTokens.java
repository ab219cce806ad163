package org.imagine4j.magics;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.imagine4j.inference.text.BpeMerge;
import org.imagine4j.inference.text.BpeWord;
import org.imagine4j.inference.text.NormalizationStep;
import org.imagine4j.inference.text.PromptTrace;
import org.imagine4j.inference.text.TextNormalizer;
import org.imagine4j.inference.text.TextToken;
import org.imagine4j.models.ModelId;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a model reads of a prompt, and how that came about: the normaliser's steps, the merges, the tokens. Shows itself in a
 * notebook; the tables are for those who count.
 *
 * @param model whose tokenizer it is
 * @param maxLength the longest text that the model reads, in tokens, {@code <s>} and {@code </s>} included
 * @param prompt what the conditional lane reads
 * @param unconditional what the unconditional lane reads, away from which guidance moves: the negative prompt, or nothing
 * @param other another prompt to compare with
 * @param details what is shown besides the usual
 */
public record PromptTokens(
        ModelId model,
        int maxLength,
        PromptTrace prompt,
        PromptTrace unconditional,
        Optional<PromptTrace> other,
        Set<Detail> details)
        implements Tokens {

    /** What is shown only when it is asked for. */
    public enum Detail {
        /** Also the steps of the normaliser that changed nothing. */
        ALL_STEPS,

        /** The merges of every word, one by one. */
        MERGES
    }

    public PromptTokens {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(unconditional, "unconditional");
        Objects.requireNonNull(other, "other");
        details = Set.copyOf(details);
    }

    @Override
    public PromptTokens ofPrompt() {
        return this;
    }

    /** The same, showing more. */
    public PromptTokens showing(Detail... more) {
        Set<Detail> all = EnumSet.noneOf(Detail.class);
        all.addAll(details);
        all.addAll(List.of(more));
        return new PromptTokens(model, maxLength, prompt, unconditional, other, all);
    }

    /**
     * The same beside another prompt.
     *
     * @throws UsageException if that was read with another model's tokenizer
     */
    public PromptTokens with(PromptTokens another) {
        if (!another.model.equals(model)) {
            throw new UsageException(
                    "These are tokens of " + model + " and of " + another.model + ", whose ids mean different things.",
                    "Compare prompts of one model.");
        }
        return new PromptTokens(model, maxLength, prompt, unconditional, Optional.of(another.prompt), details);
    }

    /** The tokens that the model reads, {@code <s>} and {@code </s>} included. */
    public List<TextToken> tokens() {
        return prompt.tokens();
    }

    /** Their ids. */
    public int[] ids() {
        return prompt.ids();
    }

    /** The prompt's tokens beside those of the other prompt; empty if there is none. */
    public List<Aligned> aligned() {
        return other.map(trace -> Aligned.of(prompt.tokens(), trace.tokens())).orElse(List.of());
    }

    /**
     * The tokens that the model reads, one a row: position, id, piece (as the vocabulary writes it), text, start and end in
     * the normalised text, and the part of the prompt that it comes from with its start and end there, in UTF-16 units;
     * unknown: whether the vocabulary lacks it.
     */
    @Override
    public Table table() {
        IntColumn position = IntColumn.create("position");
        IntColumn id = IntColumn.create("id");
        StringColumn piece = StringColumn.create("piece");
        StringColumn text = StringColumn.create("text");
        IntColumn start = IntColumn.create("start");
        IntColumn end = IntColumn.create("end");
        StringColumn origin = StringColumn.create("prompt");
        IntColumn promptStart = IntColumn.create("prompt start");
        IntColumn promptEnd = IntColumn.create("prompt end");
        BooleanColumn unknown = BooleanColumn.create("unknown");
        for (TextToken token : prompt.tokens()) {
            position.append(token.position());
            id.append(token.id());
            piece.append(token.symbol());
            text.append(token.text().of(prompt.text()));
            start.append(token.text().start());
            end.append(token.text().end());
            origin.append(token.prompt().of(prompt.prompt()));
            promptStart.append(token.prompt().start());
            promptEnd.append(token.prompt().end());
            unknown.append(token.unknown());
        }
        return Table.create("Tokens", position, id, piece, text, start, end, origin, promptStart, promptEnd, unknown);
    }

    /** The normaliser's steps in order, those that changed nothing included: step, name, changed, before, after. */
    public Table normalization() {
        IntColumn number = IntColumn.create("step");
        StringColumn name = StringColumn.create("name");
        BooleanColumn changed = BooleanColumn.create("changed");
        StringColumn before = StringColumn.create("before");
        StringColumn after = StringColumn.create("after");
        for (NormalizationStep step : prompt.steps()) {
            number.append(number.size() + 1);
            name.append(step.name());
            changed.append(step.changed());
            before.append(TextNormalizer.readable(step.before()));
            after.append(TextNormalizer.readable(step.after()));
        }
        return Table.create("Normalisation", number, name, changed, before, after);
    }

    /**
     * The merges, word by word in the order they were done: word, step within the word, rank in the merges file, left, right,
     * and all pieces of the word after the merge, separated by blanks.
     */
    public Table merges() {
        StringColumn text = StringColumn.create("word");
        IntColumn number = IntColumn.create("step");
        IntColumn rank = IntColumn.create("rank");
        StringColumn left = StringColumn.create("left");
        StringColumn right = StringColumn.create("right");
        StringColumn pieces = StringColumn.create("pieces");
        for (BpeWord word : prompt.words()) {
            for (int i = 0; i < word.merges().size(); i++) {
                BpeMerge merge = word.merges().get(i);
                text.append(word.text().of(prompt.text()));
                number.append(i + 1);
                rank.append(merge.rank());
                left.append(merge.left());
                right.append(merge.right());
                pieces.append(String.join(" ", word.symbolsAfter(i + 1)));
            }
        }
        return Table.create("Merges", text, number, rank, left, right, pieces);
    }

    /**
     * The tokens of both prompts beside each other: same, and position, id and piece in the one and in the other; empty if
     * there is no other prompt.
     */
    public Table comparison() {
        BooleanColumn same = BooleanColumn.create("same");
        IntColumn position = IntColumn.create("position");
        IntColumn id = IntColumn.create("id");
        StringColumn piece = StringColumn.create("piece");
        IntColumn otherPosition = IntColumn.create("other position");
        IntColumn otherId = IntColumn.create("other id");
        StringColumn otherPiece = StringColumn.create("other piece");
        for (Aligned pair : aligned()) {
            same.append(pair.same());
            append(pair.left(), position, id, piece);
            append(pair.right(), otherPosition, otherId, otherPiece);
        }
        return Table.create("Comparison", same, position, id, piece, otherPosition, otherId, otherPiece);
    }

    private static void append(Optional<TextToken> token, IntColumn position, IntColumn id, StringColumn piece) {
        if (token.isPresent()) {
            position.append(token.get().position());
            id.append(token.get().id());
            piece.append(token.get().symbol());
        } else {
            position.appendMissing();
            id.appendMissing();
            piece.appendMissing();
        }
    }

    /** What the model reads, in short. */
    @Override
    public String toString() {
        return model + " reads " + prompt.tokens().size() + " tokens";
    }
}
