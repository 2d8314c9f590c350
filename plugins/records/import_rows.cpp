#include "import_rows.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "csv.hpp"
#include "folding.hpp"
#include "person.hpp"

namespace vestibule::records {
namespace {

constexpr std::array columns{"family_name", "given_name", "birth_date", "sex", "identifier_kind", "identifier_issuer", "identifier",
                             "phone", "mobile", "email", "street", "postal_code", "city", "country", "language", "needs"};

using Columns = std::map<std::string, std::size_t>;

Result<Columns> read_columns(const CsvRow& head) {
  Columns places;
  for (std::size_t i = 0; i < head.cells.size(); ++i) {
    std::string name = head.cells[i];
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == ' ' ? '_' : c;
    // A cell of a file without a head is somebody's name: it is not repeated.
    if (std::find(columns.begin(), columns.end(), name) == columns.end())
      return fail(Code::invalid, "column {} has no name that is known; the names are {}", i + 1, fmt::join(columns, ", "));
    if (!places.emplace(name, i).second) return fail(Code::invalid, "column {} stands twice", name);
  }
  if (!places.contains("family_name") && !places.contains("given_name"))
    return fail(Code::invalid, "a column family_name or given_name is needed");
  return places;
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts(1);
  for (const char c : text)
    if (c == at) parts.emplace_back();
    else if (c != ' ') parts.back() += c;
  std::erase_if(parts, [](const auto& part) { return part.empty(); });
  return parts;
}

class RowReader {
 public:
  RowReader(const Columns& places, const CsvRow& row) : places_(places), row_(row) { read_.line = row.line; }

  ImportRow read(Date today) {
    if (row_.cells.size() > places_.size()) read_.faults.push_back(fmt::format("{} cells, but there are {} columns", row_.cells.size(), places_.size()));
    Person& person = read_.person;
    if (PersonName name{{}, cell("family_name"), cell("given_name")}; name.family || name.given) person.names.push_back(std::move(name));
    if (const auto date = cell("birth_date")) {
      if (const auto read = date_from_iso(date->reveal())) person.birth_date = Private<Date>{*read};
      else read_.faults.emplace_back("birth date: expected year-month-day such as 1980-01-31");
    }
    read_sex();
    if (const auto value = cell("identifier")) {
      const auto kind = cell("identifier_kind"), issuer = cell("identifier_issuer");
      person.identifiers.push_back({kind ? kind->reveal() : "national", issuer ? std::optional(issuer->reveal()) : std::nullopt, *value});
    }
    for (const auto& [column, kind] : {std::pair{"phone", ContactKind::phone}, {"mobile", ContactKind::mobile}, {"email", ContactKind::email}})
      if (const auto value = cell(column)) person.contacts.push_back({kind, *value});
    const auto country = cell("country");
    Address address{cell("street"), cell("city"), cell("postal_code"), country ? std::optional(country->reveal()) : std::nullopt};
    if (address.street || address.city || address.postal_code || address.country) person.address = std::move(address);
    if (const auto language = cell("language")) person.language = language->reveal();
    if (const auto needs = cell("needs")) person.needs = split(needs->reveal(), '|');
    for (auto& fault : faults_of(person, today)) read_.faults.push_back(std::move(fault));
    return std::move(read_);
  }

 private:
  MaybeText cell(const char* column) const {
    const auto place = places_.find(column);
    if (place == places_.end() || place->second >= row_.cells.size() || row_.cells[place->second].empty()) return std::nullopt;
    return Text{row_.cells[place->second]};
  }
  void read_sex() {
    const auto sex = cell("sex");
    if (!sex) return;
    const std::map<std::string, Sex> known{{"female", Sex::female}, {"f", Sex::female}, {"male", Sex::male}, {"m", Sex::male},
                                           {"other", Sex::other},   {"x", Sex::other},  {"unknown", Sex::unknown}};
    std::string word = sex->reveal();
    for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (const auto found = known.find(word); found != known.end()) read_.person.sex = Private<Sex>{found->second};
    else read_.faults.emplace_back("sex: expected female, male, other or unknown");
  }

  const Columns& places_;
  const CsvRow& row_;
  ImportRow read_;
};

}  // namespace

Result<std::vector<ImportRow>> read_import(std::string_view csv, Date today) {
  VESTIBULE_TRY(const auto rows, read_csv(csv, most_import_rows + 1));
  if (rows.empty()) return fail(Code::invalid, "the file is empty");
  VESTIBULE_TRY(const auto places, read_columns(rows.front()));
  std::vector<ImportRow> people;
  std::map<std::string, int> seen;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    auto read = RowReader(places, rows[i]).read(today);
    for (const auto& identifier : read.person.identifiers) {
      const auto key = fmt::format("{}/{}/{}", identifier.kind, identifier.issuer.value_or(""), normal_identifier(identifier.value.reveal()));
      if (const auto [first, fresh] = seen.emplace(key, read.line); !fresh)
        read.faults.push_back(fmt::format("the same identifier stands in line {}", first->second));
    }
    people.push_back(std::move(read));
  }
  return people;
}

}  // namespace vestibule::records
