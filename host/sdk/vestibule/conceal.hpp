#pragma once
// Taking what is private out of JSON that outlives its purpose. Everything here is pure; any thread.

#include "vestibule/json.hpp"

namespace vestibule {

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
