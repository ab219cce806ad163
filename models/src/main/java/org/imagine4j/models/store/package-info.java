/**
 * Models on disk: the local store ({@link org.imagine4j.models.store.ModelStore}), what an imported model consists of
 * ({@link org.imagine4j.models.store.ImportedModel}), how a checkpoint becomes one ({@link
 * org.imagine4j.models.store.ModelImporter}), and the bundled model.
 *
 * <p>A model lies in {@code $IMAGINE_HOME/models/<name>/<revision>/}. It is written into a temporary folder beside and
 * renamed when complete, so a half import never looks like a model.
 */
package org.imagine4j.models.store;
