/** Prompts to text tokens: the normaliser of the DALL·E Mini family and the byte-level BPE tokenizer. */
package org.imagine4j.inference.text;
