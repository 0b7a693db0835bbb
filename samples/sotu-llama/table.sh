#!/bin/sh
# Prunes the model by three methods to three targets and prints the perplexities as a table.
# About twenty minutes on two cores. Needs the launcher "espalier" (or ESPALIER=path of it).
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

perplexity() { # method, target
    printf 'espalier: 1\nsteps:\n  - prune: {method: %s, %s}\n' "$1" "$2" > "$work/recipe.yaml"
    "${ESPALIER:-espalier}" run --model . --recipe "$work/recipe.yaml" --data train.txt.gz \
        --samples 128 --seed 7 --window 256 --eval val.txt.gz --out "$work/pruned" --json \
        2> /dev/null > "$work/result.json"
    tr -d ' \n' < "$work/result.json" |
        sed 's/.*"after":{"quality":\[{"metric":"perplexity","value":\([0-9.]*\).*/\1/'
}

echo '| | 50 % | 70 % | 2:4 |'
echo '| --- | --- | --- | --- |'
for method in magnitude wanda sparsegpt; do
    printf '| %s | %.2f | %.2f | %.2f |\n' $method \
        "$(perplexity $method 'sparsity: 0.5')" \
        "$(perplexity $method 'sparsity: 0.7')" \
        "$(perplexity $method 'pattern: "2:4"')"
done
