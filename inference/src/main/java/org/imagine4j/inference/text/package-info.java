/**
 * Prompts to text tokens: the normaliser of the DALL·E Mini family and the byte-level BPE tokenizer, and how they came to
 * what they give: {@link org.imagine4j.inference.text.PromptTrace}. Beside them CLIP's tokenizer.
 */
package org.imagine4j.inference.text;
