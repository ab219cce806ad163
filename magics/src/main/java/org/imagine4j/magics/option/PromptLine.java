package org.imagine4j.magics.option;

import java.util.List;
import java.util.Optional;
import org.imagine4j.magics.Prompt;
import org.imagine4j.magics.PromptTemplate;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.notebook.Notebook;

/**
 * A line on which a prompt is typed.
 *
 * @param line may be blank
 */
record PromptLine(String line) {

    /**
     * All prompts that it stands for; none if it is blank.
     *
     * @param notebook which knows the variables that it names
     * @throws UsageException if there is no such variable
     */
    List<Prompt> prompts(Notebook notebook) {
        return line.isBlank()
                ? List.of()
                : new PromptTemplate(line)
                        .prompts(name -> Optional.of(notebook.value(name).orElseThrow(() -> unknown(name))));
    }

    private static UsageException unknown(String name) {
        return new UsageException(
                "The prompt names {" + name + "}, but there is no such variable.",
                "Declare it first, or write {{" + name + "}} for the braces themselves.");
    }
}
