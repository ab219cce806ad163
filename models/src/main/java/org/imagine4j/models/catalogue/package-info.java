/**
 * The models Imagine knows by name, declared as data in {@code catalogue.json}: what a person should know about each,
 * where its files lie, and how much room they take. To add a model of a known family, add an entry there.
 */
package org.imagine4j.models.catalogue;
