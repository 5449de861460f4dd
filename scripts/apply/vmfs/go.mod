module cordee/vmfs

go 1.25.0

require (
	cordee/vcenter v0.0.0-00010101000000-000000000000
	github.com/vmware/govmomi v0.56.0
)

require (
	github.com/google/uuid v1.6.0 // indirect
	golang.org/x/text v0.41.0 // indirect
	gopkg.in/yaml.v3 v3.0.1 // indirect
)

// The tests run against the simulated vCenter; the program itself does not contain it.
replace cordee/vcenter => ../../lab/vcenter
