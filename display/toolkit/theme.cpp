#include "vestibule/ui/theme.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "toml_file.hpp"

namespace vestibule::ui {

namespace {

/// Those that a theme gives; alarms' colours follow them.
constexpr std::size_t themed_tones = 17;
constexpr std::array<std::string_view, themed_tones> tone_names{
    "background", "panel", "raised", "line", "text", "muted", "accent", "on_accent", "accent_text",
    "alert", "on_alert", "good", "on_good", "pressed", "disabled", "on_disabled", "focus"};
/// Red, yellow and cyan, each with what can be read upon it.
constexpr std::array<Colour, tone_count - themed_tones> alarm_colours{
    Colour{214, 26, 38}, Colour{255, 255, 255}, Colour{255, 214, 0}, Colour{0, 0, 0}, Colour{64, 224, 240}, Colour{0, 0, 0}};
constexpr std::array<std::string_view, text_size_count> size_names{"small", "body", "large", "title", "display", "giant"};

/// "#1B3A57"
std::optional<Colour> colour_from(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  unsigned value = 0;
  for (const char c : text.substr(1)) {
    const auto digit = std::string_view("0123456789abcdef").find(static_cast<char>(c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c));
    if (digit == std::string_view::npos) return std::nullopt;
    value = value * 16 + static_cast<unsigned>(digit);
  }
  return Colour{static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value), 255};
}

/// Calls `set(index, node)` for each name, which must be the table's only keys.
template <std::size_t N, class Set>
Result<> read_named(const TomlFile& file, std::string_view table_name, const std::array<std::string_view, N>& names, Set set) {
  VESTIBULE_TRY(const toml::table* table, file.table(table_name));
  VESTIBULE_CHECK(file.only(*table, {names.begin(), names.end()}));
  for (std::size_t i = 0; i < N; ++i) {
    const toml::node* node = table->get(names[i]);
    if (!node) return file.error(*table, fmt::format("[{}] lacks \"{}\"", table_name, names[i]));
    VESTIBULE_CHECK(set(i, *node));
  }
  return {};
}

double luminance(Colour colour) {
  const auto linear = [](std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

Result<Theme> from_toml(const TomlFile& file) {
  Theme theme;
  VESTIBULE_CHECK(file.only(file.root(), {"name", "colours", "sizes"}));
  theme.name = file.root()["name"].value_or(std::string{});
  VESTIBULE_CHECK(read_named(file, "colours", tone_names, [&](std::size_t i, const toml::node& node) -> Result<> {
    const auto colour = colour_from(node.value_or(std::string_view{}));
    if (!colour) return file.error(node, "a colour looks like \"#1B3A57\"");
    theme.colours[i] = *colour;
    return {};
  }));
  VESTIBULE_CHECK(read_named(file, "sizes", size_names, [&](std::size_t i, const toml::node& node) -> Result<> {
    theme.sizes[i] = node.value_or(0.0);
    if (theme.sizes[i] < 1 || theme.sizes[i] > 60) return file.error(node, "a size is a number from 1 to 60");
    return {};
  }));
  std::copy(alarm_colours.begin(), alarm_colours.end(), theme.colours.begin() + themed_tones);
  theme.readable = 0.8 * theme.size(TextSize::small);
  return yielding(std::move(theme));
}

}  // namespace

double contrast(Colour a, Colour b) {
  const double first = luminance(a), second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

std::vector<std::string> hard_to_read(const Theme& theme) {
  std::vector<std::string> faults;
  const auto check = [&](Tone text, Tone ground) {
    const double seen = contrast(theme.colour(text), theme.colour(ground));
    const auto name = [](Tone tone) { return tone_names[static_cast<std::size_t>(tone)]; };
    if (seen < least_contrast)
      faults.push_back(fmt::format("{} upon {} has a contrast of {:.1f}:1, and {}:1 is needed", name(text), name(ground), seen, least_contrast));
  };
  for (const Tone ground : {Tone::background, Tone::panel, Tone::raised})
    for (const Tone text : {Tone::text, Tone::muted, Tone::accent_text}) check(text, ground);
  check(Tone::on_accent, Tone::accent);
  check(Tone::on_alert, Tone::alert);
  check(Tone::on_good, Tone::good);
  check(Tone::on_disabled, Tone::disabled);
  check(Tone::text, Tone::pressed);
  return faults;
}

Theme yielding(Theme theme) {
  theme.least.fill(theme.readable);
  return theme;
}

Theme larger(const Theme& theme) {
  constexpr std::array<double, text_size_count> growth{1.31, 1.36, 1.25, 1.2, 1.1, 1.0};  // small and body become what the next rank was
  Theme large = theme;
  for (std::size_t i = 0; i < growth.size(); ++i) {
    large.sizes[i] *= growth[i];
    large.least[i] = std::min(theme.sizes[i], theme.size(TextSize::title));
  }
  return large;
}

Result<Theme> read_theme(const std::filesystem::path& file) {
  VESTIBULE_TRY(const auto toml, TomlFile::read(file));
  return from_toml(toml);
}

Result<Theme> parse_theme(std::string_view text, std::string_view file_name) {
  VESTIBULE_TRY(const auto toml, TomlFile::parse(text, file_name));
  return from_toml(toml);
}

}  // namespace vestibule::ui
