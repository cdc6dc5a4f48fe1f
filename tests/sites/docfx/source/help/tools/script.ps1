Get-Invoice
