#include "register.hpp"

#include <csv.h>

#include <algorithm>
#include <map>

#include "core/durable_file.hpp"
#include "vestibule/wire/topics.hpp"

namespace vestibule::broker {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_file = 64 << 20;
constexpr const char* columns[] = {"name", "asset", "serial", "made", "until", "revoked"};

/// A row by the names of its columns, and the line it ends on.
struct Row {
  int line = 0;
  std::map<std::string, std::string> cells;
  std::string operator[](const char* column) const {
    const auto found = cells.find(column);
    return found == cells.end() ? std::string() : found->second;
  }
};

struct Parse {
  std::vector<std::string> head, cells;
  std::vector<Row> rows;
  int line = 1;

  static void cell(void* bytes, std::size_t size, void* self) {
    static_cast<Parse*>(self)->cells.emplace_back(bytes ? static_cast<const char*>(bytes) : "", size);
  }
  /// Called for the \r and for the \n of one end.
  static void row(int mark, void* self) {
    auto& parse = *static_cast<Parse*>(self);
    if (!parse.cells.empty()) parse.end();
    if (mark != '\r') ++parse.line;
  }

  void end() {
    if (head.empty()) {
      head = std::move(cells);
    } else {
      Row made{line, {}};
      for (std::size_t i = 0; i < cells.size() && i < head.size(); ++i) made.cells[head[i]] = cells[i];
      rows.push_back(std::move(made));
    }
    for (const auto& each : cells) line += static_cast<int>(std::count(each.begin(), each.end(), '\n'));
    cells.clear();
  }
};

Result<std::vector<Row>> rows_of(const fs::path& path) {
  VESTIBULE_TRY(auto file, core::open_file(path));
  VESTIBULE_TRY(std::string text, file.read(largest_file));
  if (text.starts_with("\xef\xbb\xbf")) text.erase(0, 3);
  csv_parser parser{};
  csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
  Parse parse;
  const bool read = csv_parse(&parser, text.data(), text.size(), Parse::cell, Parse::row, &parse) == text.size() && csv_fini(&parser, Parse::cell, Parse::row, &parse) == 0;
  const std::string why = read ? "" : csv_strerror(csv_error(&parser));
  csv_free(&parser);
  if (!read) return fail(Code::invalid, "{}:{}: this is no CSV: {}", path.string(), parse.line, why);
  if (std::find(parse.head.begin(), parse.head.end(), "name") == parse.head.end())
    return fail(Code::invalid, "{}:1: the first line must name the columns, 'name' among them", path.string());
  return std::move(parse.rows);
}

std::string quoted(const std::string& cell) {
  std::string out(2 * cell.size() + 2, '\0');
  out.resize(csv_write(out.data(), out.size(), cell.data(), cell.size()));
  return out;
}

}  // namespace

Result<std::vector<Enrolled>> read_register(const fs::path& file) {
  auto rows = rows_of(file);
  if (!rows && rows.error().code == Code::not_found) return std::vector<Enrolled>{};
  if (!rows) return tl::unexpected(rows.error());
  std::vector<Enrolled> devices;
  for (const auto& row : *rows) {
    const auto made = instant_from_iso(row["made"]), until = instant_from_iso(row["until"]);
    const std::string revoked = row["revoked"], serial = row["serial"];
    const bool whole = wire::valid_name(row["name"]) && made && until && !serial.empty() && serial.find_first_not_of("0123456789ABCDEF") == serial.npos &&
                       (revoked.empty() || instant_from_iso(revoked));
    if (!whole) return fail(Code::invalid, "{}:{}: this line was not written by `vestibule broker`; mend it, or what it says of a revoked device is lost", file.string(), row.line);
    devices.push_back({row["name"], row["asset"], serial, *made, *until, revoked.empty() ? std::nullopt : instant_from_iso(revoked)});
  }
  return devices;
}

Result<> write_register(const fs::path& file, const std::vector<Enrolled>& devices) {
  std::string text;
  for (const char* column : columns) text += (text.empty() ? "" : ",") + std::string(column);
  text += "\n";
  for (const auto& device : devices)
    text += fmt::format("{},{},{},{},{},{}\n", device.name, quoted(device.asset), device.serial, to_iso(device.made), to_iso(device.until), device.revoked ? to_iso(*device.revoked) : "");
  return core::replace_file(file, text);
}

Result<std::vector<Wished>> read_wishes(const fs::path& file) {
  VESTIBULE_TRY(const auto rows, rows_of(file));
  std::vector<Wished> wishes;
  std::map<std::string, int> seen;
  std::string wrong;
  for (const auto& row : rows) {
    const std::string name = row["name"], request = row["request"];
    const auto tell = [&](const std::string& what) { wrong += fmt::format("{}{}:{}: {}", wrong.empty() ? "" : "\n", file.string(), row.line, what); };
    if (!wire::valid_name(name)) tell(fmt::format("'{}' is no name: 1 to 64 letters, digits, '-', '_' or '.'", name));
    else if (const auto [before, fresh] = seen.emplace(name, row.line); !fresh) tell(fmt::format("'{}' stands in line {} already", name, before->second));
    wishes.push_back({name, row["asset"], request.empty() ? "" : (file.parent_path() / request).string()});
  }
  if (!wrong.empty()) return fail(Code::invalid, "{}", wrong);
  return wishes;
}

}  // namespace vestibule::broker
