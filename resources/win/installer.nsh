; Added to electron-builder's installer: nothing here asks for rights. WSL and Hyper-V are asked for by the app, when the
; engine is first started.

!macro customInstall
  ; “Open with”: Compose files and Dockerfiles have no type of their own, so the app is offered and never made the first.
  WriteRegStr HKCU "Software\Classes\Applications\${PRODUCT_FILENAME}.exe" "FriendlyAppName" "${PRODUCT_NAME}"
  WriteRegStr HKCU "Software\Classes\Applications\${PRODUCT_FILENAME}.exe\shell\open\command" "" '"$INSTDIR\${PRODUCT_FILENAME}.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\Applications\${PRODUCT_FILENAME}.exe\SupportedTypes" ".yaml" ""
  WriteRegStr HKCU "Software\Classes\Applications\${PRODUCT_FILENAME}.exe\SupportedTypes" ".yml" ""
  WriteRegStr HKCU "Software\Classes\Applications\${PRODUCT_FILENAME}.exe\SupportedTypes" ".dockerfile" ""
  WriteRegStr HKCU "Software\Classes\Applications\${PRODUCT_FILENAME}.exe\SupportedTypes" ".tar" ""
  ; gantry://container/… and gantry://run?image=…: the app always asks before it does what a link says.
  WriteRegStr HKCU "Software\Classes\gantry" "" "URL:Gantry"
  WriteRegStr HKCU "Software\Classes\gantry" "URL Protocol" ""
  WriteRegStr HKCU "Software\Classes\gantry\shell\open\command" "" '"$INSTDIR\${PRODUCT_FILENAME}.exe" "%1"'
!macroend

!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegKey HKCU "Software\Classes\Applications\${PRODUCT_FILENAME}.exe"
    DeleteRegKey HKCU "Software\Classes\gantry"
    ; Start at login, if the person turned it on.
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
  ${endIf}
!macroend
