/**
 * Downloads from a hub that speaks Hugging Face's protocol: {@code /{repository}/resolve/{revision}/{path}}, ETags,
 * redirects to other hosts for large files, ranges.
 *
 * <p>{@link org.imagine4j.models.hub.Hub} is the way in. Retrying is our own few lines ({@code Retries}), because attempts
 * are counted anew whenever bytes arrived: a line that drops every minute still gets a large file through.
 */
package org.imagine4j.models.hub;
