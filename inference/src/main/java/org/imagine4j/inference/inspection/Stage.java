package org.imagine4j.inference.inspection;

/** The distributions over the codebook through which a token is drawn, in order. */
public enum Stage {
    /** The model's own, reading the prompt: the softmax of its logits. */
    CONDITIONAL,
    /** The model's own without the prompt, or reading the negative prompt. */
    UNCONDITIONAL,
    /** The softmax after guidance. */
    GUIDED,
    /** After temperature, top-k and top-p: what the token was drawn from. */
    DRAWN
}
