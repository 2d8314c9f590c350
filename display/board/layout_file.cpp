#include "layout_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <vestibule/ui/data.hpp>

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace vestibule::board {

namespace {

using namespace std::string_view_literals;

constexpr std::array zone_names{"area"sv, "clock"sv, "now"sv, "stage"sv, "last"sv, "next"sv, "waits"sv, "message"sv, "media"sv, "door"sv, "desks"sv};
constexpr std::array split_names{""sv, "rows"sv, "columns"sv, "turning"sv};
constexpr std::array shape_names{""sv, "wide"sv, "upright"sv};
constexpr std::array known_keys{"zone"sv, "rows"sv, "columns"sv, "turning"sv, "weight"sv, "band"sv, "lines"sv, "across"sv, "shape"sv};
constexpr int deepest = 6;

class Reader {
 public:
  explicit Reader(std::string file) : file_(std::move(file)) {}

  Result<LayoutPart> part(const toml::table& table, int depth) {
    if (depth > deepest) return wrong(table, fmt::format("parts within parts are {} deep at most", deepest));
    for (const auto& [key, node] : table)
      if (std::find(known_keys.begin(), known_keys.end(), key.str()) == known_keys.end())
        return wrong(node, fmt::format("unknown key \"{}\"; known are {}", key.str(), fmt::join(known_keys, ", ")));
    if (const toml::node* node = table.get("shape"); node && depth > 0) return wrong(*node, "shape stands at the top of the file");
    LayoutPart made;
    VESTIBULE_CHECK(content(table, made, depth));
    VESTIBULE_TRY(made.lines, whole(table, "lines", 1, 12));
    VESTIBULE_TRY(made.across, whole(table, "across", 1, 8));
    if (const toml::node* node = table.get("weight")) {
      const auto weight = node->value<double>();
      if (!node->is_number() || !weight || !(*weight > 0 && *weight <= 100)) return wrong(*node, "weight must be a number above 0, at most 100");
      made.weight = *weight;
    }
    if (const toml::node* node = table.get("band")) {
      if (!node->is_boolean()) return wrong(*node, "band must be true or false");
      made.band = *node->value<bool>();
    }
    return made;
  }

  Result<Shape> shape(const toml::table& table) {
    const toml::node* node = table.get("shape");
    if (!node) return Shape::any;
    const auto name = node->value<std::string>().value_or("");
    const auto* const known = std::find(shape_names.begin() + 1, shape_names.end(), name);
    if (known == shape_names.end()) return wrong(*node, "shape is \"wide\" or \"upright\"; leave it out for screens of any shape");
    return static_cast<Shape>(known - shape_names.begin());
  }

 private:
  tl::unexpected<Error> wrong(const toml::node& at, std::string_view what) const {
    return fail(Code::invalid, "{}:{}: {}", file_, at.source().begin.line, what);
  }

  /// Exactly one of a zone and a split.
  Result<> content(const toml::table& table, LayoutPart& made, int depth) {
    int found = 0;
    if (const toml::node* node = table.get("zone")) {
      ++found;
      const auto name = node->value<std::string>();
      const auto* const known = std::find(zone_names.begin(), zone_names.end(), name.value_or(""));
      if (known == zone_names.end())
        return wrong(*node, fmt::format("there is no zone \"{}\"; there are {}", name.value_or("?"), fmt::join(zone_names, ", ")));
      made.zone = static_cast<ZoneKind>(known - zone_names.begin());
    }
    for (const Split split : {Split::rows, Split::columns, Split::turning}) {
      const auto name = split_names[static_cast<std::size_t>(split)];
      const toml::node* node = table.get(name);
      if (!node) continue;
      ++found;
      made.split = split;
      const toml::array* list = node->as_array();
      if (!list || list->empty()) return wrong(*node, fmt::format("{} must be [[tables]]", name));
      for (const toml::node& entry : *list) {
        if (!entry.is_table()) return wrong(entry, fmt::format("{} must be [[tables]]", name));
        VESTIBULE_TRY(auto inner, part(*entry.as_table(), depth + 1));
        made.parts.push_back(std::move(inner));
      }
    }
    if (found != 1) return wrong(table, "a part has either a zone, or rows, columns or turning within");
    return {};
  }

  Result<std::optional<int>> whole(const toml::table& table, std::string_view key, int least, int most) {
    const toml::node* node = table.get(key);
    if (!node) return std::optional<int>{};
    const auto value = node->value<std::int64_t>();
    if (!node->is_integer() || !value || *value < least || *value > most)
      return wrong(*node, fmt::format("{} must be a whole number from {} to {}", key, least, most));
    return std::optional{static_cast<int>(*value)};
  }

  std::string file_;
};

bool holds(const LayoutPart& part, ZoneKind zone) {
  if (part.split == Split::none) return part.zone == zone;
  return std::any_of(part.parts.begin(), part.parts.end(), [&](const LayoutPart& inner) { return holds(inner, zone); });
}

}  // namespace

bool Layout::has(ZoneKind zone) const { return holds(whole, zone); }

bool Layout::made_for(ui::Size screen) const {
  if (shape == Shape::any) return true;
  const auto [longer, shorter] = shape == Shape::wide ? std::pair(screen.width, screen.height) : std::pair(screen.height, screen.width);
  return longer * 2 >= shorter * 3;
}

Result<Layout> parse_layout(std::string_view text, const std::string& file) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) return fail(Code::invalid, "{}:{}: {}", file, parsed.error().source().begin.line, parsed.error().description());
  Layout layout;
  layout.name = std::filesystem::path(file).stem().string();
  Reader reader(file);
  VESTIBULE_TRY(layout.shape, reader.shape(parsed.table()));
  VESTIBULE_TRY(layout.whole, reader.part(parsed.table(), 0));
  if (layout.whole.split == Split::none) return fail(Code::invalid, "{}: a layout begins with [[rows]], [[columns]] or [[turning]]", file);
  return layout;
}

Result<Layout> read_layout(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return fail(Code::not_found, "cannot read the layout {}", file.string());
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  return parse_layout(text, file.string());
}

Layout standard_layout() {
  const auto file = ui::data_file("assets/layouts/landscape.toml");
  auto read = file ? read_layout(*file) : tl::unexpected(file.error());
  if (!read) throw std::runtime_error(read.error().message);
  return *std::move(read);
}

}  // namespace vestibule::board
