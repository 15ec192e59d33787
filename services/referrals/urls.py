from django.urls import URLPattern, URLResolver, path

from .views import referrals

urlpatterns: list[URLPattern | URLResolver] = [
    path("referrals/", referrals.referrals, name="referrals"),
    path("people/<uuid:uuid>/refer/", referrals.refer, name="refer"),
    path("referrals/<uuid:uuid>/", referrals.referral, name="referral"),
    path("referrals/<uuid:uuid>/accept/", referrals.referral_accept, name="referral-accept"),
    path("referrals/<uuid:uuid>/decline/", referrals.referral_decline, name="referral-decline"),
    path("referrals/<uuid:uuid>/withdraw/", referrals.referral_withdraw, name="referral-withdraw"),
    path("referrals/<uuid:uuid>/became/", referrals.referral_became, name="referral-became"),
]
