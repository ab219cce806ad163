package org.imagine4j.inference;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/**
 * What a picture's file says about it besides its pixels, as JSON.
 *
 * @param recipe what determines it
 * @param rows rows of its token grid
 * @param columns columns of its token grid
 * @param tokens its tokens, row-major; possibly only the first rows
 * @param logLikelihood as {@link Artwork#logLikelihood()}
 * @param template as {@link Artwork#template()}
 */
@SuppressWarnings("ArrayRecordComponent") // only written and read, never compared
record ArtworkText(Recipe recipe, int rows, int columns, int[] tokens, double logLikelihood, String template) {

    /** The keyword of the PNG text chunk that holds it. */
    static final String KEYWORD = "imagine";

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    static ArtworkText of(Artwork artwork) {
        TokenGrid tokens = artwork.tokens();
        return new ArtworkText(
                artwork.recipe(),
                tokens.rows(),
                tokens.columns(),
                tokens.toArray(),
                artwork.logLikelihood(),
                artwork.template());
    }

    /** @throws RuntimeException if it is not what {@link #json} writes */
    static ArtworkText parse(String json) {
        return GSON.fromJson(json, ArtworkText.class);
    }

    String json() {
        return GSON.toJson(this);
    }

    TokenGrid grid() {
        return new TokenGrid(rows, columns, tokens);
    }
}
