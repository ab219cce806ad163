package org.imagine4j.magics.magic;

import java.util.List;
import java.util.Set;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.Tokens;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.option.TokensOptions;

/** {@code %tokens}: shows what a model reads of a prompt, or the image tokens of a picture. */
public final class TokensMagic extends Magic<TokensOptions, Tokens> {

    /** Of what is set for all that is drawn, these say what a model reads. */
    private static final Set<String> READING = Set.of("--model", "--negative");

    private final Defaults defaults;

    /** @param defaults what is set unless something else is typed */
    public TokensMagic(Studio studio, Defaults defaults) {
        super(studio);
        this.defaults = defaults;
    }

    @Override
    protected List<String> complete(List<String> arguments) {
        return defaults.before(arguments, READING);
    }

    @Override
    protected TokensOptions options() {
        return new TokensOptions();
    }

    @Override
    protected Tokens run(TokensOptions options, Notebook notebook, String body) {
        Tokens tokens = options.tokens(studio, notebook);
        notebook.display(tokens);
        return tokens;
    }
}
