/**
 * Comparing pictures: {@link org.imagine4j.magics.sweep.Sweep} varies a request along one or two
 * {@link org.imagine4j.magics.sweep.Axis axes}, {@link org.imagine4j.magics.sweep.SweepResult} has the pictures, a table, a
 * chart and a labelled sheet of them. What the studio still has is not made again.
 */
package org.imagine4j.magics.sweep;
