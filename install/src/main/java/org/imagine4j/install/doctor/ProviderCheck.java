package org.imagine4j.install.doctor;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.util.List;
import java.util.stream.Collectors;

/** ONNX Runtime's native library and the execution providers in it. */
final class ProviderCheck implements Check {

    @Override
    public String subject() {
        return "ONNX Runtime";
    }

    @Override
    public List<Finding> findings() {
        String providers = OrtEnvironment.getAvailableProviders().stream()
                .sorted()
                .map(OrtProvider::getName)
                .map(name -> name.replace("ExecutionProvider", ""))
                .collect(Collectors.joining(", "));
        String version = OrtEnvironment.getEnvironment().getVersion();
        return List.of(Finding.good(
                subject(),
                version + ", execution providers: " + providers + "; "
                        + Runtime.getRuntime().availableProcessors() + " processors"));
    }
}
