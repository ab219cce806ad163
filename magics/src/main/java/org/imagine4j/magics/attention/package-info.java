/**
 * Where a model looked while it drew: values that a notebook shows, with tables for those who count. They hold the numbers that
 * are shown and not the model's, so that many can be kept: of DALL·E Mini's a few hundred KB, and 3 MB at most.
 */
package org.imagine4j.magics.attention;
