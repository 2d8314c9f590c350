#include "parameters.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace vestibule::core::http {
namespace {

constexpr std::string_view list_of = "list of ";

/// The type without what says nothing about its JSON.
std::string_view plain(std::string_view type) {
  constexpr std::string_view hidden = ", private";
  while (type.ends_with(hidden)) type.remove_suffix(hidden.size());
  return type;
}

template <class Number>
std::optional<json::value> number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if constexpr (std::is_floating_point_v<Number>)
    if (!std::isfinite(value)) return std::nullopt;
  return json::value(value);
}

/// The type of the field of that name; "text" for one the query does not know.
std::string_view type_of(const std::string& name, const std::vector<Field>& fields) {
  const auto field = std::find_if(fields.begin(), fields.end(), [&](const Field& one) { return one.name == name; });
  return field == fields.end() ? "text" : plain(field->type);
}

Result<json::value> text_value(const std::string& name, const std::string& text) {
  json::value value(json::string_view{text});
  // The parser is what knows UTF-8.
  if (!parse_json(json::serialize(value))) return fail(Code::invalid, "the value of '{}' is not UTF-8", name);
  return value;
}

Result<json::value> value_of(const std::string& name, const std::string& text, std::string_view type) {
  std::optional<json::value> read;
  if (type == "whole number") {
    read = number<std::int64_t>(text);
    if (!read) read = number<std::uint64_t>(text);
  } else if (type == "number") {
    read = number<double>(text);
  } else if (type == "true or false") {
    if (text == "true" || text == "false") read = json::value(text == "true");
  } else if (type == "any" || type == "object" || type.starts_with("object of ") || type.starts_with(list_of)) {
    VESTIBULE_TRY(read, parse_json(text));
  } else {
    return text_value(name, text);
  }
  if (!read) return fail(Code::invalid, "$.{} expected {}{}", name, type == "true or false" ? "" : "a ", type);
  return *std::move(read);
}

}  // namespace

Result<json::value> body_of(const Parameters& parameters, const std::vector<Field>& fields) {
  if (parameters.size() == 1 && parameters[0].first == "json") return parse_json(parameters[0].second);
  json::object body;
  for (const auto& [name, text] : parameters) {
    const std::string_view type = type_of(name, fields);
    VESTIBULE_CHECK(text_value("a name", name));
    if (type.starts_with(list_of) && !text.starts_with('[')) {
      VESTIBULE_TRY(auto item, value_of(name, text, plain(type.substr(list_of.size()))));
      auto& list = body.emplace(name, json::array{}).first->value();
      if (!list.is_array()) return fail(Code::invalid, "$.{} is given twice", name);
      list.as_array().push_back(std::move(item));
    } else {
      VESTIBULE_TRY(auto value, value_of(name, text, type));
      if (!body.emplace(name, std::move(value)).second) return fail(Code::invalid, "$.{} is given twice", name);
    }
  }
  return body;
}

}  // namespace vestibule::core::http
