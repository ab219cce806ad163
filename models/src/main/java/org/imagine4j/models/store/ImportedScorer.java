package org.imagine4j.models.store;

import java.nio.file.Path;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.ModelKind;
import org.imagine4j.models.Precision;
import org.imagine4j.models.clip.ClipConfig;
import org.imagine4j.models.clip.ImagePreparation;

/**
 * A model that ranks pictures, ready to run: a CLIP with its ONNX graphs, tokenizer files and manifest in one folder. Its
 * weights are in {@link Precision#FP32}.
 *
 * @param folder where it lies
 * @param id name and revision
 * @param card what a person should know
 * @param clip shape of its two towers
 * @param preparation how pictures are prepared for it
 * @param logitScale what cosines are multiplied by before the softmax over several texts or pictures
 */
public record ImportedScorer(
        Path folder, ModelId id, ModelCard card, ClipConfig clip, ImagePreparation preparation, double logitScale)
        implements StoredModel {

    @Override
    public ModelKind kind() {
        return ModelKind.SCORER;
    }

    @Override
    public Precision precision() {
        return Precision.FP32;
    }

    @Override
    public ImportedScorer movedTo(Path newFolder) {
        return new ImportedScorer(newFolder, id, card, clip, preparation, logitScale);
    }

    /** The graph {@link org.imagine4j.models.clip.TextTowerGraph} builds. */
    public Path textTower() {
        return folder.resolve("text_tower.onnx");
    }

    /** The graph {@link org.imagine4j.models.clip.VisionTowerGraph} builds. */
    public Path visionTower() {
        return folder.resolve("vision_tower.onnx");
    }
}
