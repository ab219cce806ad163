/**
 * Which pictures fit their prompt best: a CLIP ({@link org.imagine4j.models.clip}) reads prompt and pictures, and the
 * cosine of their vectors is the score. Drawing many and showing the best is how DALL·E was meant to be used (Ramesh et
 * al. 2021, section 2.6).
 */
package org.imagine4j.inference.ranking;
