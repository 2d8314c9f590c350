// All that is held on a person, for the person: JSON, CSV, FHIR.

#include "archive.hpp"
#include "csv.hpp"
#include "fhir.hpp"

namespace vestibule::records {
namespace {

/// Every value of a tree as a line: where it stands, and what it is.
void flatten(std::string& out, const std::string& path, const json::value& value) {
  if (const json::object* object = value.if_object()) {
    for (const auto& field : *object) flatten(out, path.empty() ? std::string(field.key()) : path + "." + std::string(field.key()), field.value());
  } else if (const json::array* items = value.if_array()) {
    for (std::size_t i = 0; i < items->size(); ++i) flatten(out, fmt::format("{}[{}]", path, i + 1), (*items)[i]);
  } else {
    const json::string* text = value.if_string();
    write_csv(out, {path, text ? std::string(text->data(), text->size()) : json::serialize(value)});
  }
}

Result<Exported> export_patient(const Archive& archive, const ExportAsked& asked, soci::session& sql) {
  VESTIBULE_TRY(const Vault* vault, archive.vault());
  VESTIBULE_TRY(const auto record, read_record(sql, *vault, asked.patient));
  VESTIBULE_TRY(const auto history, read_history(sql, *vault, record.patient));
  if (asked.format == ExportFormat::fhir)
    return Exported{"application/fhir+json", Text{json::serialize(fhir_bundle(record, history, archive.context.clock.wall()))}};
  const json::value all = json::object{{"record", encode(record)}, {"history", encode(history)}};
  if (asked.format == ExportFormat::json) return Exported{"application/json", Text{json::serialize(all)}};
  std::string text;
  write_csv(text, {"field", "value"});
  flatten(text, "", all);
  return Exported{"text/csv; charset=utf-8", Text{std::move(text)}};
}

}  // namespace

void add_exporting(Archive& archive) {
  archive.context.commands.add_table_query<ExportAsked>(
      {"records.export", "records.export", "Gives all that is held on a patient as JSON, CSV or a FHIR R4 bundle"}, archive.about(),
      [&archive](const ExportAsked& asked, soci::session& sql) { return export_patient(archive, asked, sql); });
}

}  // namespace vestibule::records
