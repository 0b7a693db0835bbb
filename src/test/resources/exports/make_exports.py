"""Exports small, randomly initialised networks from PyTorch to ONNX, three ways each.

    python make_exports.py FOLDER

legacy13   the TorchScript exporter at opset 13, or 14 where attention asks for it; batch
           normalization stays
legacy17   the same at opset 17; the exporter folds batch normalization itself
dynamo18   the exporter on torch.export at opset 18
"""

import sys
import warnings
from functools import partial
from pathlib import Path

import numpy
import onnx
import torch
from torch import nn
from torchvision.models.densenet import DenseNet
from torchvision.models.efficientnet import EfficientNet, FusedMBConvConfig, MBConvConfig
from torchvision.models.mobilenetv2 import MobileNetV2
from torchvision.models.mobilenetv3 import InvertedResidualConfig, MobileNetV3
from torchvision.models.vision_transformer import VisionTransformer

SEED = 7
BATCH = 2
CLASSES = 5


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width, bias=False)
        self.output = nn.Linear(width, width)

    def split(self, x):
        return x.view(x.size(0), x.size(1), self.heads, -1).permute(0, 2, 1, 3)

    def forward(self, x, mask):
        q, k, v = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
        scores = q @ k.transpose(-1, -2) / (q.size(-1) ** 0.5) + mask
        mixed = (scores.softmax(-1) @ v).permute(0, 2, 1, 3).contiguous()
        return self.output(mixed.view(x.size(0), x.size(1), -1))


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.attention = Attention(width, heads)
        self.norm1 = nn.LayerNorm(width)
        self.intermediate = nn.Linear(width, 2 * width)
        self.output = nn.Linear(2 * width, width)
        self.norm2 = nn.LayerNorm(width)

    def forward(self, x, mask):
        x = self.norm1(x + self.attention(x, mask))
        return self.norm2(x + self.output(nn.functional.gelu(self.intermediate(x))))


class Bert(nn.Module):
    """Embeddings, blocks with the norm behind, a pooler on the first token and a classifier."""

    def __init__(self, vocabulary=50, places=16, width=16, heads=4, depth=2):
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(places, width)
        self.norm = nn.LayerNorm(width)
        self.layer = nn.ModuleList(Block(width, heads) for _ in range(depth))
        self.pooler = nn.Linear(width, width)
        self.classifier = nn.Linear(width, CLASSES)

    def forward(self, input_ids, attention_mask):
        places = torch.arange(input_ids.size(1), device=input_ids.device)
        x = self.norm(self.words(input_ids) + self.positions(places))
        mask = (1.0 - attention_mask[:, None, None, :].to(x.dtype)) * -10000.0
        for block in self.layer:
            x = block(x, mask)
        return self.classifier(torch.tanh(self.pooler(x[:, 0])))


class Encoder(nn.Module):
    """PyTorch's own encoder, norm first, on a sequence of features."""

    def __init__(self, width=16):
        super().__init__()
        layer = nn.TransformerEncoderLayer(
            width, 4, 32, dropout=0.0, activation="gelu", batch_first=True, norm_first=True)
        self.encoder = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.head = nn.Linear(width, CLASSES)

    def forward(self, features):
        return self.head(self.encoder(features).mean(1))


def mobilenet_v3():
    block = partial(InvertedResidualConfig, width_mult=1.0)
    return MobileNetV3([
        block(8, 3, 16, 8, True, "RE", 2, 1),
        block(8, 3, 24, 12, False, "RE", 2, 1),
        block(12, 5, 32, 12, True, "HS", 1, 1),
    ], last_channel=48, num_classes=CLASSES)


def efficientnet():
    return EfficientNet([
        FusedMBConvConfig(1, 3, 1, 8, 8, 1),
        FusedMBConvConfig(2, 3, 2, 8, 16, 1),
        MBConvConfig(4, 3, 2, 16, 16, 2),
        MBConvConfig(4, 5, 1, 16, 16, 1),
    ], dropout=0.2, last_channel=64, num_classes=CLASSES)


MODELS = {
    "mobilenet_v2": lambda: MobileNetV2(
        num_classes=CLASSES, width_mult=0.1, round_nearest=4,
        inverted_residual_setting=[[1, 16, 1, 1], [4, 24, 2, 2], [4, 32, 2, 1]]),
    "mobilenet_v3": mobilenet_v3,
    "densenet": lambda: DenseNet(
        growth_rate=4, block_config=(2, 2), num_init_features=8, bn_size=2, num_classes=CLASSES),
    "efficientnet": efficientnet,
    "vit": lambda: VisionTransformer(
        image_size=32, patch_size=8, num_layers=2, num_heads=2, hidden_dim=16, mlp_dim=32,
        num_classes=CLASSES),
    "bert": Bert,
    "encoder": Encoder,
}


def randomised(model):
    """Draws norms, biases and what training would have set, so that each of them matters."""
    for module in model.modules():
        if isinstance(module, (nn.BatchNorm2d, nn.LayerNorm)):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.uniform_(-0.5, 0.5)
            module.running_var.uniform_(0.5, 2.0)
        if isinstance(module, nn.Linear):
            nn.init.normal_(module.weight, 0, module.in_features ** -0.5)
        if isinstance(module, nn.MultiheadAttention):
            nn.init.normal_(module.in_proj_weight, 0, module.embed_dim ** -0.5)
            nn.init.uniform_(module.in_proj_bias, -0.3, 0.3)
        if isinstance(module, (nn.Linear, nn.Conv2d)) and module.bias is not None:
            nn.init.uniform_(module.bias, -0.3, 0.3)
    return model.eval()


def inputs(name):
    if name == "bert":
        mask = torch.ones(BATCH, 10, dtype=torch.int64)
        mask[1, 7:] = 0
        return {"input_ids": torch.randint(0, 50, (BATCH, 10)), "attention_mask": mask}
    if name == "encoder":
        return {"features": torch.randn(BATCH, 9, 16)}
    size = 32 if name == "vit" else 24
    return {"image": torch.randn(BATCH, 3, size, size)}


def axes(name):
    return {0: "batch"} if name != "bert" else {0: "batch", 1: "tokens"}


def legacy(model, name, feeds, path, opset, training):
    torch.onnx.export(
        model, tuple(feeds.values()), path, dynamo=False, opset_version=opset, training=training,
        input_names=list(feeds), output_names=["logits"],
        dynamic_axes={key: axes(name) for key in feeds} | {"logits": {0: "batch"}})


def dynamo(model, name, feeds, path):
    free = {axis: torch.export.Dim(label) for axis, label in axes(name).items()}
    torch.onnx.export(
        model, tuple(feeds.values()), path, dynamo=True, opset_version=18, external_data=False,
        input_names=list(feeds), output_names=["logits"],
        dynamic_shapes=tuple(free for _ in feeds), verbose=False)
    proto = onnx.load(path)
    for node in proto.graph.node:  # traces name files of the machine
        kept = [p for p in node.metadata_props if p.key == "pkg.torch.onnx.name_scopes"]
        del node.metadata_props[:]
        node.metadata_props.extend(kept)
    for value in list(proto.graph.value_info) + list(proto.graph.input) + list(
            proto.graph.output) + list(proto.graph.initializer):
        del value.metadata_props[:]
    del proto.metadata_props[:]
    del proto.graph.metadata_props[:]
    onnx.save(proto, path)


def main(folder):
    warnings.simplefilter("ignore")
    torch.backends.mha.set_fastpath_enabled(False)  # its operator has no ONNX form
    training = torch.onnx.TrainingMode
    for name, build in MODELS.items():
        torch.manual_seed(SEED)
        model = randomised(build())
        feeds = inputs(name)
        with torch.no_grad():
            logits = model(*feeds.values())
        numpy.savez_compressed(
            folder / f"{name}.npz", **{k: v.numpy() for k, v in feeds.items()},
            logits=logits.numpy())
        early = 14 if name in ("vit", "encoder") else 13
        legacy(
            model, name, feeds, folder / f"{name}-legacy{early}.onnx", early, training.PRESERVE)
        legacy(model, name, feeds, folder / f"{name}-legacy17.onnx", 17, training.EVAL)
        dynamo(model, name, feeds, folder / f"{name}-dynamo18.onnx")


with torch.no_grad():
    main(Path(sys.argv[1]))
