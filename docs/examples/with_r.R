# Two questions to a dataset with R: Rscript docs/examples/with_r.R [output]
# install.packages(c("arrow", "dplyr", "purrr"))

library(dplyr, warn.conflicts = FALSE)

arguments <- commandArgs(trailingOnly = TRUE)
folder <- if (length(arguments) > 0) arguments[1] else "output"
table <- function(name) arrow::read_parquet(file.path(folder, "parquet", paste0(name, ".parquet")))

# Which types of call center does each source name?
types <- table("taxonomy_items") |>
  filter(list_kind == "types", parent_concept_id == "outsourcing:call-center") |>
  inner_join(table("sources"), by = "source_id") |>
  inner_join(table("concepts"), by = "concept_id") |>
  summarise(labels = paste(sort(unique(pref_label), method = "radix"), collapse = ", "), .by = path) |>
  arrange(path)
cat("Types of call center\n", paste0("  ", types$path, ": ", types$labels, "\n"), sep = "")

# Where do sources conflict about BPO?
conflicts <- table("verdicts") |>
  filter(verdict == "conflict", scope == "cross", subject_id == "outsourcing:bpo") |>
  inner_join(table("concepts"), by = c(aspect_id = "concept_id")) |>
  arrange(verdict_id)
cat("Conflicts about BPO\n", paste0("  ", conflicts$pref_label, " (", conflicts$strength, "): ", conflicts$reason, "\n"), sep = "")
