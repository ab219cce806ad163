package org.imagine4j.magics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptTemplateTest {

    private static final Map<String, Object> VARIABLES =
            Map.of("mood", "happy", "animals", List.of("cat", "dog"), "numbers", new int[] {1, 2}, "wild", "{a|b}");

    @ParameterizedTest
    @CsvSource(delimiter = '=', textBlock = """
                    a cat                     = a cat
                    a {red|blue} cat          = a red cat; a blue cat
                    {a|b} {c|d}               = a c; a d; b c; b d
                    a {big |}cat              = a big cat; a cat
                    {a {red|blue} cat|a dog}  = a red cat; a blue cat; a dog
                    a {mood} {animals}        = a happy cat; a happy dog
                    {numbers} cats            = 1 cats; 2 cats
                    {wild}                    = {a|b}
                    {{mood}} and {{a|b}}      = {mood} and {a|b}
                    {unknown} {} {2 dogs}     = {unknown} {} {2 dogs}
                    a { b } {                 = a { b } {
                    } a {b|c                  = } a {b|c
                    {say {mood} things}       = {say happy things}
                    """)
    void isFilledIn(String template, String prompts) {
        assertThat(new PromptTemplate(template).prompts(name -> Optional.ofNullable(VARIABLES.get(name))))
                .extracting(Prompt::text)
                .containsExactly(prompts.split("; "));
    }

    @ParameterizedTest
    @CsvSource({"a cat, 1", "a {red|blue} cat, 2", "{a|b|c} {d|{e|f}|g} x, 3", "{a|b} {name}, 1"})
    void theLastChoiceIsCounted(String template, int choices) {
        assertThat(new PromptTemplate(template).lastChoices()).isEqualTo(choices);
    }

    @Property
    void neverFailsAndKeepsTheTemplate(
            @ForAll @StringLength(max = 12) @Chars({'{', '}', '|', ' '}) @CharRange(from = 'a', to = 'c')
                    String template) {
        assertThat(new PromptTemplate(template).prompts())
                .isNotEmpty()
                .allSatisfy(prompt -> assertThat(prompt.template()).isEqualTo(template.strip()));
    }
}
