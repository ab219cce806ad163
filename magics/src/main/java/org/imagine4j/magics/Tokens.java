package org.imagine4j.magics;

import tech.tablesaw.api.Table;

/** Tokens as {@code %tokens} shows them: of a prompt or of a picture. */
public sealed interface Tokens permits PromptTokens, ImageTokens {

    /** The tokens, one a row. */
    Table table();

    /**
     * These, if a prompt's tokens they are.
     *
     * @throws UsageException if they are a picture's
     */
    default PromptTokens ofPrompt() {
        throw new UsageException(
                "These are the tokens of a picture, not of a prompt.",
                "Type a prompt behind %tokens, or use ofPicture().");
    }

    /**
     * These, if a picture's tokens they are.
     *
     * @throws UsageException if they are a prompt's
     */
    default ImageTokens ofPicture() {
        throw new UsageException(
                "These are the tokens of a prompt, not of a picture.",
                "Name a picture behind %tokens, such as last[0], or use ofPrompt().");
    }
}
