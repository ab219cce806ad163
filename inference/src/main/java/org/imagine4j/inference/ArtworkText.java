package org.imagine4j.inference;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

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
        JsonObject text = JsonParser.parseString(json).getAsJsonObject();
        JsonObject recipe = text.getAsJsonObject("recipe");
        if (!recipe.has("emphasis")) {
            // Files are older than this part of a recipe.
            recipe.add("emphasis", GSON.toJsonTree(Emphasis.NONE));
        }
        return GSON.fromJson(text, ArtworkText.class);
    }

    String json() {
        return GSON.toJson(this);
    }

    TokenGrid grid() {
        return new TokenGrid(rows, columns, tokens);
    }
}
