#pragma once
// Described structs to JSON and back. `decode` says where the text is wrong ("$.history[1] expected a whole number"),
// ignores fields it does not know, and lets std::optional, vector and map fields be absent: so a message can grow.
// Everything here is pure; any thread.

#include <algorithm>
#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "vestibule/id.hpp"
#include "vestibule/instant.hpp"
#include "vestibule/private.hpp"
#include "vestibule/result.hpp"

namespace vestibule {

namespace json = boost::json;

/// Where in a document we are; a chain on the stack, turned into text only when something is wrong.
struct Path {
  const Path* parent = nullptr;
  std::string_view field = "$";
  std::size_t index = 0;

  std::string text() const {
    if (!parent) return "$";
    return field.empty() ? fmt::format("{}[{}]", parent->text(), index) : fmt::format("{}.{}", parent->text(), field);
  }
  tl::unexpected<Error> expected(std::string_view what) const { return fail(Code::invalid, "{} expected {}", text(), what); }
};

/// One member of a described struct, as `vestibule describe` prints it.
struct Field {
  std::string name;
  std::string type;
  bool required = true;
};

/// How a type stands in JSON: `decode`, `encode`, and `type`, the word for it in the reference. Specialise for a type of
/// your own that is neither described nor built from those below. What leaves the process is written as text at once, for
/// those that also have `write`.
template <class T>
struct Codec;

template <class T>
Result<T> decode(const json::value& value, const Path& path = {}) { return Codec<T>::decode(value, path); }
template <class T>
json::value encode(const T& value) { return Codec<T>::encode(value); }

/// Parses UTF-8 text: at most 32 levels deep, no comments, no trailing comma; duplicate keys keep the last. `invalid` says at which byte.
/// The value lives in `memory`.
inline Result<json::value> parse_json(std::string_view text, json::storage_ptr memory = {}) {
  json::error_code error;
  json::parse_options options;
  options.max_depth = 32;
  unsigned char stack[2048];
  json::stream_parser parser({}, options, stack);
  parser.reset(std::move(memory));
  const std::size_t read = parser.write_some(text.data(), text.size(), error);
  if (!error && text.find_first_not_of(" \t\r\n", read) != text.npos) error = json::error::extra_data;
  if (!error) parser.finish(error);
  if (error) return fail(Code::invalid, "not JSON at byte {}: {}", read, error.message());
  return parser.release();
}

/// Parses and decodes in one step.
template <class T>
Result<T> decode_text(std::string_view text) {
  unsigned char room[8192];
  json::monotonic_resource passing(room);  // most of what comes is small, and all of it goes at the end
  VESTIBULE_TRY(const auto value, parse_json(text, &passing));
  return decode<T>(value);
}

/// Adds the value as JSON text, to the letter what serialising `encode(value)` gives: boards and answers are most of what the
/// house does, and need no tree of values in between.
template <class T>
void write_text(std::string& out, const T& value) {
  if constexpr (requires { Codec<T>::write(out, value); }) Codec<T>::write(out, value);
  else out += json::serialize(Codec<T>::encode(value));
}
template <class T>
std::string encode_text(const T& value) {
  std::string text;
  write_text(text, value);
  return text;
}

namespace detail {
inline void write_quoted(std::string& out, std::string_view text) {
  const auto plain = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != 0x7f; };
  if (!std::all_of(text.begin(), text.end(), plain)) {
    out += json::serialize(json::string_view(text));
    return;
  }
  out += '"';
  out += text;
  out += '"';
}

/// What an object leaves out: a value that would stand there as null.
template <class T>
bool is_absent(const T&) { return false; }
inline bool is_absent(const json::value& value) { return value.is_null(); }
template <class T>
bool is_absent(const Private<T>& value);
template <class T>
bool is_absent(const std::optional<T>& value) { return !value || is_absent(*value); }
template <class T>
bool is_absent(const Private<T>& value) { return is_absent(value.reveal()); }
}  // namespace detail

// ---- the plain types

template <>
struct Codec<json::value> {
  /// A copy that does not live where the text was parsed.
  static Result<json::value> decode(const json::value& value, const Path&) { return json::value(value, json::storage_ptr{}); }
  static json::value encode(const json::value& value) { return value; }
  static std::string type() { return "any"; }
};

template <>
struct Codec<bool> {
  static Result<bool> decode(const json::value& value, const Path& path) {
    if (const bool* flag = value.if_bool()) return *flag;
    return path.expected("true or false");
  }
  static json::value encode(bool value) { return value; }
  static void write(std::string& out, bool value) { out += value ? "true" : "false"; }
  static std::string type() { return "true or false"; }
};

template <std::integral T>
struct Codec<T> {
  static Result<T> decode(const json::value& value, const Path& path) {
    json::error_code error;
    if (!value.is_int64() && !value.is_uint64()) return path.expected("a whole number");
    const T number = value.to_number<T>(error);
    if (error) return path.expected(fmt::format("a whole number from {} to {}", std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
    return number;
  }
  static json::value encode(T value) { return value; }
  static void write(std::string& out, T value) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
  }
  static std::string type() { return "whole number"; }
};

template <>
struct Codec<double> {
  static Result<double> decode(const json::value& value, const Path& path) {
    if (!value.is_number()) return path.expected("a number");
    return value.to_number<double>();
  }
  static json::value encode(double value) { return value; }
  static std::string type() { return "number"; }
};

template <>
struct Codec<std::string> {
  static Result<std::string> decode(const json::value& value, const Path& path) {
    if (const json::string* text = value.if_string()) return std::string(text->data(), text->size());
    return path.expected("a text");
  }
  static json::value encode(const std::string& value) { return json::value(json::string_view(value)); }
  static void write(std::string& out, const std::string& value) { detail::write_quoted(out, value); }
  static std::string type() { return "text"; }
};

template <class E>
  requires std::is_enum_v<E>
struct Codec<E> {
  static Result<E> decode(const json::value& value, const Path& path) {
    const json::string* text = value.if_string();
    E found{};
    bool known = false;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
      if (text && std::string_view(text->data(), text->size()) == enumerator.name) found = enumerator.value, known = true;
    });
    if (!known) return path.expected(fmt::format("one of {}", type()));
    return found;
  }
  static json::value encode(E value) { return json::value(json::string_view(boost::describe::enum_to_string(value, "?"))); }
  static void write(std::string& out, E value) { detail::write_quoted(out, boost::describe::enum_to_string(value, "?")); }
  static std::string type() {
    std::string names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
      names += (names.empty() ? "" : " | ") + std::string(enumerator.name);
    });
    return names;
  }
};

template <class Tag>
struct Codec<Id<Tag>> {
  static Result<Id<Tag>> decode(const json::value& value, const Path& path) {
    VESTIBULE_TRY(auto text, Codec<std::string>::decode(value, path));
    if (text.empty() || text.size() > 64) return path.expected("an id of 1 to 64 bytes");
    return Id<Tag>{std::move(text)};
  }
  static json::value encode(const Id<Tag>& id) { return Codec<std::string>::encode(id.text()); }
  static void write(std::string& out, const Id<Tag>& id) { detail::write_quoted(out, id.text()); }
  static std::string type() { return "id"; }
};

template <>
struct Codec<Instant> {
  static Result<Instant> decode(const json::value& value, const Path& path) {
    const json::string* text = value.if_string();
    const auto instant = text ? instant_from_iso({text->data(), text->size()}) : std::nullopt;
    if (!instant) return path.expected("an instant such as \"2026-11-22T08:05:09Z\"");
    return *instant;
  }
  static json::value encode(Instant value) { return Codec<std::string>::encode(to_iso(value)); }
  static void write(std::string& out, Instant value) { detail::write_quoted(out, to_iso(value)); }
  static std::string type() { return "instant"; }
};

template <>
struct Codec<std::chrono::year_month_day> {
  static Result<std::chrono::year_month_day> decode(const json::value& value, const Path& path) {
    const json::string* text = value.if_string();
    const auto date = text ? date_from_iso({text->data(), text->size()}) : std::nullopt;
    if (!date) return path.expected("a date such as \"2026-11-22\"");
    return *date;
  }
  static json::value encode(std::chrono::year_month_day value) { return Codec<std::string>::encode(to_iso(value)); }
  static void write(std::string& out, std::chrono::year_month_day value) { detail::write_quoted(out, to_iso(value)); }
  static std::string type() { return "date"; }
};

template <class T>
struct Codec<Private<T>> {
  static Result<Private<T>> decode(const json::value& value, const Path& path) {
    VESTIBULE_TRY(auto plain, Codec<T>::decode(value, path));
    return Private<T>{std::move(plain)};
  }
  static json::value encode(const Private<T>& value) { return Codec<T>::encode(value.reveal()); }
  static void write(std::string& out, const Private<T>& value) { write_text(out, value.reveal()); }
  static std::string type() { return fmt::format("{}, private", Codec<T>::type()); }
};

// ---- what holds others

template <class T>
struct Codec<std::optional<T>> {
  static Result<std::optional<T>> decode(const json::value& value, const Path& path) {
    if (value.is_null()) return std::optional<T>{};
    VESTIBULE_TRY(auto held, Codec<T>::decode(value, path));
    return std::optional<T>{std::move(held)};
  }
  static json::value encode(const std::optional<T>& value) { return value ? Codec<T>::encode(*value) : json::value{}; }
  static void write(std::string& out, const std::optional<T>& value) {
    if (value) write_text(out, *value);
    else out += "null";
  }
  static std::string type() { return Codec<T>::type(); }
};

template <class T>
struct Codec<std::vector<T>> {
  static Result<std::vector<T>> decode(const json::value& value, const Path& path) {
    const json::array* array = value.if_array();
    if (!array) return path.expected("a list");
    std::vector<T> items;
    items.reserve(array->size());
    for (std::size_t i = 0; i < array->size(); ++i) {
      VESTIBULE_TRY(auto item, Codec<T>::decode((*array)[i], Path{&path, "", i}));
      items.push_back(std::move(item));
    }
    return items;
  }
  static json::value encode(const std::vector<T>& items) {
    json::array array;
    array.reserve(items.size());
    for (const auto& item : items) array.push_back(Codec<T>::encode(item));
    return array;
  }
  static void write(std::string& out, const std::vector<T>& items) {
    char before = '[';
    for (const auto& item : items) {
      out += std::exchange(before, ',');
      write_text(out, static_cast<const T&>(item));
    }
    out += items.empty() ? "[]" : "]";
  }
  static std::string type() { return fmt::format("list of {}", Codec<T>::type()); }
};

template <class T>
struct Codec<std::map<std::string, T>> {
  static Result<std::map<std::string, T>> decode(const json::value& value, const Path& path) {
    const json::object* object = value.if_object();
    if (!object) return path.expected("an object");
    std::map<std::string, T> entries;
    for (const auto& [key, entry] : *object) {
      VESTIBULE_TRY(auto held, Codec<T>::decode(entry, Path{&path, std::string_view(key.data(), key.size()), 0}));
      entries.emplace(std::string(key.data(), key.size()), std::move(held));
    }
    return entries;
  }
  static json::value encode(const std::map<std::string, T>& entries) {
    json::object object;
    for (const auto& [key, entry] : entries) object[key] = Codec<T>::encode(entry);
    return object;
  }
  static void write(std::string& out, const std::map<std::string, T>& entries) {
    char before = '{';
    for (const auto& [key, entry] : entries) {
      out += std::exchange(before, ',');
      detail::write_quoted(out, key);
      out += ':';
      write_text(out, entry);
    }
    out += entries.empty() ? "{}" : "}";
  }
  static std::string type() { return fmt::format("object of {}", Codec<T>::type()); }
};

namespace detail {
template <class T>
inline constexpr bool may_be_absent = false;
template <class T>
inline constexpr bool may_be_absent<std::optional<T>> = true;
template <class T>
inline constexpr bool may_be_absent<std::vector<T>> = true;
template <class T>
inline constexpr bool may_be_absent<std::map<std::string, T>> = true;

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
}  // namespace detail

template <class T>
  requires boost::describe::has_describe_members<T>::value
struct Codec<T> {
  static Result<T> decode(const json::value& value, const Path& path) {
    const json::object* object = value.if_object();
    if (!object) return path.expected("an object");
    Result<T> decoded{T{}};
    boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
      if (!decoded) return;
      using Held = std::remove_cvref_t<decltype((*decoded).*member.pointer)>;
      const Path here{&path, member.name, 0};
      if (const json::value* field = object->if_contains(member.name)) {
        auto held = Codec<Held>::decode(*field, here);
        if (held) (*decoded).*member.pointer = *std::move(held);
        else decoded = tl::unexpected(std::move(held).error());
      } else if (!detail::may_be_absent<Held>) {
        decoded = here.expected(fmt::format("{}, but the field is absent", Codec<Held>::type()));
      }
    });
    return decoded;
  }
  static json::value encode(const T& value) {
    json::object object;
    boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
      using Held = std::remove_cvref_t<decltype(value.*member.pointer)>;
      json::value held = Codec<Held>::encode(value.*member.pointer);
      if (!held.is_null()) object.emplace(member.name, std::move(held));
    });
    return object;
  }
  static void write(std::string& out, const T& value) {
    char before = '{';
    boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
      const auto& held = value.*member.pointer;
      if (detail::is_absent(held)) return;
      out += std::exchange(before, ',');
      out += '"';
      out += member.name;
      out += "\":";
      write_text(out, held);
    });
    out += before == '{' ? "{}" : "}";
  }
  static std::string type() { return "object"; }
};

/// The fields of a described struct, in the order they are declared.
template <class T>
std::vector<Field> fields_of() {
  std::vector<Field> fields;
  boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
    using Held = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
    fields.push_back({member.name, Codec<Held>::type(), !detail::may_be_absent<Held>});
  });
  return fields;
}

// ---- what must not be kept

namespace detail {
/// `conceal` takes what is private out of a value and says whether nothing of it is left.
template <class T>
struct Concealer {
  static constexpr bool needed = false;
  static bool conceal(json::value&) { return false; }
};
template <class T>
struct Concealer<Private<T>> {
  static constexpr bool needed = true;
  static bool conceal(json::value&) { return true; }
};
template <class T>
struct Concealer<std::optional<T>> : Concealer<T> {};
template <class T>
struct Concealer<std::vector<T>> {
  static constexpr bool needed = Concealer<T>::needed;
  static bool conceal(json::value& value) {
    if (json::array* items = value.if_array())
      for (auto& item : *items)
        if (Concealer<T>::conceal(item)) item = nullptr;
    return false;
  }
};
template <class T>
struct Concealer<std::map<std::string, T>> {
  static constexpr bool needed = Concealer<T>::needed;
  static bool conceal(json::value& value) {
    if (json::object* entries = value.if_object())
      for (auto& entry : *entries)
        if (Concealer<T>::conceal(entry.value())) entry.value() = nullptr;
    return false;
  }
};
template <class T, class Member>
using ConcealerOf = Concealer<std::remove_cvref_t<decltype(std::declval<T&>().*Member::pointer)>>;
template <class T, class... Members>
constexpr bool any_to_conceal(boost::mp11::mp_list<Members...>) { return (ConcealerOf<T, Members>::needed || ... || false); }

template <class T>
  requires boost::describe::has_describe_members<T>::value
struct Concealer<T> {
  static constexpr bool needed = any_to_conceal<T>(boost::mp11::mp_rename<Members<T>, boost::mp11::mp_list>{});
  static bool conceal(json::value& value) {
    json::object* object = value.if_object();
    if (!object || !needed) return false;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
      json::value* field = object->if_contains(member.name);
      if (field && ConcealerOf<T, decltype(member)>::conceal(*field)) object->erase(member.name);
    });
    return object->empty();
  }
};
}  // namespace detail

/// Whether a T holds a Private anywhere.
template <class T>
inline constexpr bool holds_private = detail::Concealer<T>::needed;

/// Takes every private value out of the JSON of a T, and with it what held nothing else: for records that outlive their
/// purpose. What is left is the same whether it was there or not.
template <class T>
void conceal(json::value& value) { detail::Concealer<T>::conceal(value); }

}  // namespace vestibule
