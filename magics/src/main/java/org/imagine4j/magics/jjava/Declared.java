package org.imagine4j.magics.jjava;

import org.imagine4j.magics.magic.Magic;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A magic as a kernel holds it, which a kernel that reads picocli's annotations can ask what it is for and how it is
 * called. The adapters' annotations point to {@link Declaration}, so that nothing is declared before somebody asks.
 */
interface Declared {

    /** The magic that declares itself. */
    Magic<?, ?> magic();

    /** Puts the declaration of the magic in the place of the adapter's. */
    final class Declaration implements IModelTransformer {

        @Override
        public CommandSpec transform(CommandSpec adapter) {
            return ((Declared) adapter.userObject()).magic().usage().spec();
        }
    }
}
