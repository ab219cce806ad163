package org.imagine4j.models;

import com.google.gson.annotations.SerializedName;

/** What a model does. */
public enum ModelKind {
    /** It draws pictures of a prompt. */
    @SerializedName("picture model")
    PICTURE_MODEL("draws pictures", "--model"),
    /** It tells how well a picture and a prompt fit each other. */
    @SerializedName("scorer")
    SCORER("ranks pictures", "--rank");

    private final String task;
    private final String option;

    ModelKind(String task, String option) {
        this.task = task;
        this.option = option;
    }

    /** What it does, as a person reads it: {@code draws pictures}. */
    public String task() {
        return task;
    }

    /** The option of {@code %imagine} that chooses a model of this kind. */
    public String option() {
        return option;
    }
}
