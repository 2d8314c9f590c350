#pragma once
// The tables of items, visits and documents.

#include <optional>
#include <vector>

#include <vestibule/store.hpp>

#include "rows.hpp"

namespace vestibule::records {

void insert(soci::session& sql, const ItemRow& row);
void update(soci::session& sql, const ItemRow& row);
std::optional<ItemRow> read_item(soci::session& sql, const ItemId& id);
/// The latest first.
std::vector<ItemRow> read_items(soci::session& sql, const PatientId& patient);

void insert(soci::session& sql, const VisitRow& row);
void update(soci::session& sql, const VisitRow& row);
std::optional<VisitRow> read_visit(soci::session& sql, const VisitId& id);
/// The open visit that was linked to `reference`.
std::optional<VisitRow> read_visit_at(soci::session& sql, const std::string& reference);
/// The latest first.
std::vector<VisitRow> read_visits(soci::session& sql, const PatientId& patient);
/// Planned, open, and closed since `since`.
std::vector<VisitRow> visits_that_matter(soci::session& sql, Instant since);

void insert(soci::session& sql, const DocumentRow& row);
std::vector<DocumentRow> read_documents(soci::session& sql, const PatientId& patient);

}  // namespace vestibule::records
